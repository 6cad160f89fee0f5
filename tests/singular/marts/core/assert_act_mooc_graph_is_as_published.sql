-- The data as a graph of users and activities over time (figures of temporal-graph benchmarks), and what exercises ask
-- of its features.
{{ config(enabled='act_mooc' in var('sources'), tags=['published_figures']) }}

{% set kinds = {
    'kind_a': [14, 32, 44, 50, 51, 52, 53, 54, 55, 78, 80, 83, 84, 85, 86, 90, 92, 93, 94, 96],
    'kind_b': [
        13, 15, 16, 18, 19, 27, 29, 31, 34, 35, 41, 45, 46, 47, 48, 49, 59, 61, 62, 65, 66, 69, 71, 73, 74, 77, 89,
    ],
} %}
{% set actions = ref('fct_actions') ~ " as actions where actions.source_name = 'act_mooc'" %}
{% set first_seen %}
    select
        user_id,
        activity_id,
        acted_at,
        min(acted_at) over (partition by user_id, activity_id) as first_acted_at
    from {{ actions }}
{% endset %}
{% set novelty %}
    select acted_at, avg(case when acted_at = first_acted_at then 1.0 else 0.0 end) as new_rate
    from (select distinct user_id, activity_id, acted_at, first_acted_at from first_seen)
    group by acted_at
{% endset %}
{% set later_pairs %}
    select distinct user_id, activity_id, first_acted_at > split_at as is_unseen
    from (select *, quantile_cont(acted_at, 0.85) over () as split_at from first_seen)
    where acted_at > split_at
{% endset %}
{% set featured %}
    select actions.user_id, actions.activity_id, features.*
    from {{ ref('fct_actions') }} as actions
    inner join {{ ref('base_act_mooc__mooc_action_features') }} as features
        on actions.action_id = cast(features.action_id as string)
    where actions.source_name = 'act_mooc'
{% endset %}
{% set relations = {
    'first_seen': first_seen, 'novelty': novelty, 'later_pairs': later_pairs, 'featured': featured,
} %}
{% set lowest = '(select min(feature_3) from ' ~ ref('base_act_mooc__mooc_action_features') ~ ')' %}
{% set dropoff = ref('activity_dropoff') ~ " where source_name = 'act_mooc'" %}

{% set figures = [
    ['novelty', 0.4328, 'select avg(new_rate) from novelty', 0.00005],
    ['pairs after the 85 % quantile of time', 30831, 'select count(*) from later_pairs'],
    ['pairs not seen before it', 24203, 'select count(*) from later_pairs where is_unseen'],
    ['surprise', 0.785, 'select avg(case when is_unseen then 1.0 else 0.0 end) from later_pairs', 0.0005],
    ['actions with FEATURE2 above 0', 287960, 'select count(*) from featured where feature_2 > 0'],
    [
        'users and activities with FEATURE2 above 0', 113569,
        'select count(*) from (select distinct user_id, activity_id from featured where feature_2 > 0)',
    ],
    ['actions with a fourth count', 26668, 'select count(*) from featured where feature_3 > ' ~ lowest],
    ['actions with the lowest FEATURE3', 385081, 'select count(*) from featured where feature_3 = ' ~ lowest],
    [
        'users of the prefix', 7042,
        'select count(distinct user_id) from featured where action_id <= 409998',
    ],
    [
        'actions of the prefix with FEATURE1 above 0', 69780,
        'select count(*) from featured where action_id <= 409998 and feature_1 > 0',
    ],
    [
        'users of the prefix with a positive', 4048,
        'select count(distinct user_id) from ' ~ ref('stg_act_mooc__labelled_actions')
        ~ ' where is_last_before_dropout and action_id <= 409998',
    ],
    ['positives over all activities', 4066, 'select sum(exit_count) from ' ~ dropoff],
] %}
{% for kind, activities in kinds.items() %}
    {% do figures.append([
        'listed activities of ' ~ kind, activities | length,
        'select count(*) from ' ~ ref('dim_activities') ~ " where source_name = 'act_mooc' and activity_type = '" ~ kind
        ~ "' and activity_id in ('" ~ activities | join("', '") ~ "')",
    ]) %}
{% endfor %}

{{ wrong_figures(figures, relations) }}
