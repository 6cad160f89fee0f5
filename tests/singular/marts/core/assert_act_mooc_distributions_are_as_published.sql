{{ config(enabled='act_mooc' in var('sources'), tags=['published_figures']) }}

{% set actions = ref('fct_actions') ~ " as actions where source_name = 'act_mooc'" %}
{% set with_kind %}
    select
        activities.activity_type as kind,
        lead(actions.seconds_since_previous) over (
            partition by actions.user_id order by actions.acted_at, actions.sequence
        ) as seconds_to_next,
        actions.activity_id = lag(actions.activity_id) over (
            partition by actions.user_id order by actions.acted_at, actions.sequence
        ) as is_same_as_previous
    from {{ ref('fct_actions') }} as actions
    inner join {{ ref('dim_activities') }} as activities
        on actions.source_name = activities.source_name and actions.activity_id = activities.activity_id
    where actions.source_name = 'act_mooc'
{% endset %}
{% set relations = {
    'with_kind': with_kind,
    'per_user': 'select user_id, count(*) as action_count from ' ~ actions ~ ' group by user_id',
    'per_activity': 'select activity_id, count(*) as action_count from ' ~ actions ~ ' group by activity_id',
    'gaps': 'select user_id, median(seconds_since_previous) as gap from ' ~ actions ~ ' group by user_id',
} %}

{% set figures = [
    ['standard deviation of actions per user', 57.84, 'select stddev(action_count) from per_user', 0.005],
    [
        'share of actions on the same activity as before', 0.1826,
        'select avg(case when is_same_as_previous then 1.0 else 0.0 end) from with_kind', 0.00005,
    ],
    [
        'learners times share on the same activity as before', 75200,
        'select sum(same_as_previous_rate * action_count) from ' ~ ref('user_course_engagement')
        ~ " where source_name = 'act_mooc'", 0.001,
    ],
    [
        'transitions to the same activity', 75200,
        'select sum(action_count) from ' ~ ref('activity_transitions')
        ~ " where source_name = 'act_mooc' and is_same_activity",
    ],
    ['actions on the same activity as before', 75200, 'select count(*) from with_kind where is_same_as_previous'],
    [
        'users and activities with more than one action', 96314,
        'select count(*) from (select 1 from ' ~ actions ~ ' group by user_id, activity_id having count(*) > 1)',
    ],
    [
        'median of median gaps of users', 23,
        'select median(gap) from gaps',
    ],
    [
        'gaps of 300 to 1000 s after kind B', 17441,
        "select count(*) from with_kind where kind = 'kind_b' and seconds_to_next between 300 and 1000",
    ],
] %}
{% for share, gap in {0.25: 13, 0.75: 55}.items() %}
    {% do figures.append([
        'quantile ' ~ share ~ ' of median gaps of users', gap,
        'select quantile_cont(gap, ' ~ share ~ ') from gaps', 0.5,
    ]) %}
{% endfor %}
{% for share, count in {0.05: 6, 0.1: 7, 0.25: 13, 0.75: 87, 0.9: 140.4, 0.95: 175, 0.99: 243}.items() %}
    {% do figures.append([
        'quantile ' ~ share ~ ' of actions per user', count,
        'select quantile_cont(action_count, ' ~ share ~ ') from per_user', 0.5 if count is not float else 0.05,
    ]) %}
{% endfor %}
{% for share, gap in {0.1: 1, 0.25: 5, 0.75: 446, 0.8: 639, 0.85: 938, 0.9: 2075}.items() %}
    {% do figures.append([
        'quantile ' ~ share ~ ' of gaps', gap,
        'select quantile_cont(seconds_since_previous, ' ~ share ~ ') from ' ~ actions, 0.5,
    ]) %}
{% endfor %}
{% for kind, row_count, gap in [('kind_a', 53775, 10), ('kind_b', 70014, 362), ('kind_c', 287960, 18)] %}
    {% set of_kind = "with_kind where kind = '" ~ kind ~ "'" %}
    {% do figures.append([kind ~ ': actions', row_count, 'select count(*) from ' ~ of_kind]) %}
    {% do figures.append([kind ~ ': median gap after', gap, 'select median(seconds_to_next) from ' ~ of_kind]) %}
{% endfor %}
{% set user_counts = {
    1: 6695, 3: 6159, 4: 5579, 7: 5207, 8: 5015, 5: 4948, 9: 4609, 14: 4549, 13: 4395, 6: 4283,
} %}
{% set activities = ref('dim_activities') ~ " where source_name = 'act_mooc'" %}
{% for activity, user_count in user_counts.items() %}
    {% do figures.append([
        'users of activity ' ~ activity, user_count,
        'select user_count from ' ~ activities ~ " and activity_id = '" ~ activity ~ "'",
    ]) %}
{% endfor %}
{% for activity, action_count in {8: 19474, 7: 16352, 21: 16182, 9: 14709, 3: 14566, 14: 13481}.items() %}
    {% do figures.append([
        'actions on activity ' ~ activity, action_count,
        "select action_count from per_activity where activity_id = '" ~ activity ~ "'",
    ]) %}
{% endfor %}
{% for activity, user_count in {1: 6581, 3: 258, 7: 112, 4: 34}.items() %}
    {% do figures.append([
        'users who begin with activity ' ~ activity, user_count,
        'select count(*) from ' ~ actions ~ " and seconds_since_previous is null and activity_id = '" ~ activity ~ "'",
    ]) %}
{% endfor %}

{{ wrong_figures(figures, relations) }}
