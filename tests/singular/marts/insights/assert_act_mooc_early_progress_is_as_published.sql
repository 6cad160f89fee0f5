-- Holds at the default landmarks and shares.
{{ config(
    enabled='act_mooc' in var('sources')
        and var('landmark_days') == [3, 7, 14]
        and var('early_progress_percents') == [10, 20, 30, 50]
        and var('headline_landmark_day') == 7
        and var('early_progress_percent') == 20,
    tags=['published_figures'],
) }}

{% set insight = ref('insight_early_progress')
    ~ " where source_name = 'act_mooc' and outcome_measure = 'not_dropped_out'" %}
{% set figures = [] %}
{% for percent, user_count, rate, other_rate in [
    (10, 4924, 0.563, 0.098), (20, 3388, 0.697, 0.169), (30, 2426, 0.796, 0.227), (50, 1176, 0.884, 0.331),
] %}
    {% set naive = insight ~ " and method = 'naive' and progress_percent = " ~ percent %}
    {% do figures.extend([
        [percent ~ ' %: users', user_count, 'select reached_user_count from ' ~ naive],
        [percent ~ ' %: others', 7047 - user_count, 'select other_user_count from ' ~ naive],
        [percent ~ ' %: not dropped out', rate, 'select reached_rate from ' ~ naive, 0.0005],
        [percent ~ ' %: others not dropped out', other_rate, 'select other_rate from ' ~ naive, 0.0005],
    ]) %}
{% endfor %}
{% set naive_ratio = insight ~ " and method = 'naive' and progress_percent = 20" %}
{% set headline = insight ~ " and is_headline" %}
{% do figures.extend([
    ['ratio of the naive shares at 20 %', 4.12, 'select ratio from ' ~ naive_ratio, 0.005],
    ['headlines', 1, 'select count(*) from ' ~ headline],
    ['active at day 7', 3997, 'select reached_user_count + other_user_count from ' ~ headline],
    [
        'active at day 7 and dropped out', 1498,
        'select reached_user_count + other_user_count - reached_outcome_count - other_outcome_count from ' ~ headline,
    ],
    ['landmark: users', 954, 'select reached_user_count from ' ~ headline],
    ['landmark: others', 3043, 'select other_user_count from ' ~ headline],
    ['landmark: not dropped out', 0.746, 'select reached_rate from ' ~ headline, 0.0005],
    ['landmark: others not dropped out', 0.587, 'select other_rate from ' ~ headline, 0.0005],
    ['landmark: ratio', 1.27, 'select ratio from ' ~ headline, 0.005],
]) %}

{{ wrong_figures(figures) }}
