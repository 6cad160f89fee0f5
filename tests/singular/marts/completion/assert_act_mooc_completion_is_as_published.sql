{{ config(enabled='act_mooc' in var('sources'), tags=['published_figures']) }}

{% set enrollments = ref('fct_enrollments') ~ " where source_name = 'act_mooc'" %}
{% set figures = [
    ['completed users', 0, 'select count(*) from ' ~ enrollments ~ ' and is_completed'],
    ['users from 50 % on', 1176, 'select count(*) from ' ~ enrollments ~ ' and progress_rate >= 0.5'],
    ['users from 90 % on', 27, 'select count(*) from ' ~ enrollments ~ ' and progress_rate >= 0.9'],
] %}
{% set steps = {
    'enrolled': 7047, 'reached_20': 3388, 'reached_40': 1789, 'reached_60': 632, 'reached_80': 80, 'reached_100': 0,
    'completed': 0,
} %}
{% for step, user_count in steps.items() %}
    {% do figures.append([
        step, user_count,
        'select user_count from ' ~ ref('progress_funnel') ~ " where source_name = 'act_mooc' and step = '" ~ step ~ "'",
    ]) %}
{% endfor %}

{% set dropoff = ref('activity_dropoff') ~ " where source_name = 'act_mooc'" %}
{% set activities = [
    ('13', 4, 7022, 360, 0.05127, 0.04635, 0.05668),
    ('16', 10, 6408, 346, 0.05400, 0.04872, 0.05980),
    ('15', 9, 6603, 298, 0.04513, 0.04038, 0.05041),
    ('8', 12, 6154, 244, 0.03965, 0.03505, 0.04482),
    ('9', 5, 6923, 237, 0.03423, 0.03020, 0.03878),
    ('3', 3, 7037, 128, 0.01819, 0.01532, 0.02158),
] %}
{% for activity_id, position, reached, exits, hazard, low, high in activities %}
    {% set activity = dropoff ~ " and activity_id = '" ~ activity_id ~ "'" %}
    {% do figures.extend([
        ['activity ' ~ activity_id ~ ': position', position, 'select position from ' ~ activity],
        ['activity ' ~ activity_id ~ ': reached', reached, 'select reached_count from ' ~ activity],
        ['activity ' ~ activity_id ~ ': exits', exits, 'select exit_count from ' ~ activity],
        ['activity ' ~ activity_id ~ ': hazard', hazard, 'select hazard_rate from ' ~ activity, 0.000005],
        ['activity ' ~ activity_id ~ ': low', low, 'select hazard_low from ' ~ activity, 0.000005],
        ['activity ' ~ activity_id ~ ': high', high, 'select hazard_high from ' ~ activity, 0.000005],
    ]) %}
{% endfor %}

{% set curve = ref('survival_curve') ~ " where source_name = 'act_mooc' and group_name = 'all' and course_day = " %}
{% for course_day, survival, error in [
    (1, 0.7581, 0.0051), (3, 0.7045, 0.0054), (7, 0.6331, 0.0058),
    (14, 0.5304, 0.0060), (21, 0.4469, 0.0062), (28, 0.3694, 0.0066),
] %}
    {% do figures.extend([
        ['survival at day ' ~ course_day, survival, 'select survival_rate from ' ~ curve ~ course_day, 0.00005],
        ['its standard error', error, 'select standard_error from ' ~ curve ~ course_day, 0.00005],
    ]) %}
{% endfor %}
{% for course_day, at_risk in [(7, 4279), (14, 3344), (21, 2292)] %}
    {% do figures.append([
        'at risk after day ' ~ course_day, at_risk, 'select at_risk_count from ' ~ curve ~ course_day,
    ]) %}
{% endfor %}
{% do figures.extend([
    ['low bound at day 7', 0.6217, 'select survival_low from ' ~ curve ~ 7, 0.00005],
    ['high bound at day 7', 0.6443, 'select survival_high from ' ~ curve ~ 7, 0.00005],
]) %}

{{ wrong_figures(figures) }}
