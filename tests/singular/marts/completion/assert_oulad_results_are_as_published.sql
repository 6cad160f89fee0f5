{{ config(enabled='oulad' in var('sources'), tags=['published_figures']) }}

{% set enrollments = ref('fct_enrollments') ~ " where source_name = 'oulad'" %}
{% set students = ref('base_oulad__student_info') %}

-- Completed (Distinction and Pass), failed and dropped out, for a module or one of its presentations.
{% set results = {
    '': [3024, 12361, 7052, 10156],
    'AAA': [44, 487, 91, 126],
    'AAA-2013J': [20, 258, 45, 60],
    'AAA-2014J': [24, 229, 46, 66],
    'BBB': [677, 3077, 1767, 2388],
    'BBB-2013B': [155, 648, 459, 505],
    'BBB-2013J': [176, 896, 521, 644],
    'BBB-2014B': [166, 561, 396, 490],
    'BBB-2014J': [180, 972, 391, 749],
    'GGG': [396, 1118, 728, 292],
    'GGG-2013J': [141, 451, 294, 66],
    'GGG-2014B': [128, 350, 255, 100],
    'GGG-2014J': [127, 317, 179, 126],
} %}
{% set figures = [] %}
{% for course, counts in results.items() %}
    {% set of_course = " course_id like '" ~ course ~ "%'" %}
    {% for result in ['Distinction', 'Pass', 'Fail', 'Withdrawn'] %}
        {% do figures.append([
            course ~ ': ' ~ result, counts[loop.index0],
            'select count(*) from ' ~ students ~ ' where' ~ of_course ~ " and final_result = '" ~ result ~ "'",
        ]) %}
    {% endfor %}
    {% for outcome, count in {
        'completed': counts[0] + counts[1], 'failed': counts[2], 'dropped_out': counts[3],
    }.items() %}
        {% do figures.append([
            course ~ ': ' ~ outcome, count,
            'select count(*) from ' ~ enrollments ~ ' and' ~ of_course ~ " and outcome = '" ~ outcome ~ "'",
        ]) %}
    {% endfor %}
{% endfor %}
{% for module, count in {
    'AAA': 748, 'BBB': 7909, 'CCC': 4434, 'DDD': 6272, 'EEE': 2934, 'FFF': 7762, 'GGG': 2534,
}.items() %}
    {% do figures.append([
        module ~ ': enrolments', count, 'select count(*) from ' ~ enrollments ~ " and course_id like '" ~ module ~ "-%'",
    ]) %}
{% endfor %}

{{ wrong_figures(figures) }}
