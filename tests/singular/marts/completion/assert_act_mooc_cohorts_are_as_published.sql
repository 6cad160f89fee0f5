-- Holds at the default days of silence.
{{ config(
    enabled='act_mooc' in var('sources') and var('dropout_rule_days') == [1, 3, 7, 10, 14],
    tags=['published_figures'],
) }}

{% set cohorts = ref('retention_cohorts') ~ " where source_name = 'act_mooc'" %}
{% set summary = ref('survival_summary') ~ " where source_name = 'act_mooc'" %}
{% set figures = [
    ['rows of cohorts', 15, 'select count(*) from ' ~ cohorts],
    ['median days of survival', 16.21, 'select median_seconds / 86400 from ' ~ summary ~ " and group_set = 'all'", 0.005],
] %}
{% for user_count, dropped_count, rate in [
    (3850, 2059, 0.535), (1796, 1138, 0.634), (770, 501, 0.651), (535, 319, 0.596), (96, 49, 0.510),
] %}
    {% set week = loop.index0 %}
    {% set cohort = cohorts ~ ' and week_number = 0 and cohort_week = ' ~ week %}
    {% set group = summary ~ " and group_name = 'cohort week " ~ week ~ "'" %}
    {% do figures.extend([
        ['cohort ' ~ week ~ ': users', user_count, 'select cohort_size from ' ~ cohort],
        ['cohort ' ~ week ~ ': dropped out', dropped_count, 'select dropped_out_users from ' ~ cohort],
        ['cohort ' ~ week ~ ': rate', rate, 'select dropout_rate from ' ~ cohort, 0.0005],
        ['cohort ' ~ week ~ ': learners of the curve', user_count, 'select learner_count from ' ~ group],
        ['cohort ' ~ week ~ ': events of the curve', dropped_count, 'select event_count from ' ~ group],
    ]) %}
{% endfor %}
{% for user_count in [3850, 2459, 2067, 1826, 824] %}
    {% do figures.append([
        'cohort 0 in week ' ~ loop.index0, user_count,
        'select active_users from ' ~ cohorts ~ ' and cohort_week = 0 and week_number = ' ~ loop.index0,
    ]) %}
{% endfor %}

{% set agreement = ref('dropout_rule_agreement') ~ " where source_name = 'act_mooc' and silence_days = " %}
{% for days, flagged_count, precision, recall in [
    (1, 5983, 0.649, 0.955), (3, 5024, 0.718, 0.887), (7, 3692, 0.822, 0.747),
    (10, 3068, 0.866, 0.653), (14, 2305, 0.913, 0.517),
] %}
    {% do figures.extend([
        [days ~ ' days: flagged', flagged_count, 'select flagged_count from ' ~ agreement ~ days],
        [days ~ ' days: labelled', 4066, 'select labelled_count from ' ~ agreement ~ days],
        [days ~ ' days: precision', precision, 'select precision_rate from ' ~ agreement ~ days, 0.0005],
        [days ~ ' days: recall', recall, 'select recall_rate from ' ~ agreement ~ days, 0.0005],
    ]) %}
{% endfor %}

{% set last_days %}
    (
        select actions.course_day, enrollments.is_dropped_out, count(distinct actions.user_id) as user_count
        from {{ ref('fct_actions') }} as actions
        inner join {{ ref('fct_enrollments') }} as enrollments
            on actions.source_name = enrollments.source_name
            and actions.user_id = enrollments.user_id
            and actions.acted_at = enrollments.last_acted_at
        where actions.source_name = 'act_mooc'
        group by actions.course_day, enrollments.is_dropped_out
    )
{% endset %}
{% set of_dropouts = last_days ~ ' where is_dropped_out and course_day between 1 and 29' %}
{% do figures.extend([
    ['days on which drop-outs act last', 29, 'select count(*) from ' ~ of_dropouts],
    ['fewest drop-outs of a day', 81, 'select min(user_count) from ' ~ of_dropouts],
    ['most drop-outs of a day', 182, 'select max(user_count) from ' ~ of_dropouts],
]) %}
{% for course_day, user_count in {27: 284, 28: 477, 29: 749}.items() %}
    {% do figures.append([
        'others who act last on day ' ~ course_day, user_count,
        'select user_count from ' ~ last_days ~ ' where not is_dropped_out and course_day = ' ~ course_day,
    ]) %}
{% endfor %}

{{ wrong_figures(figures) }}
