-- Each target has events of exactly one of three kinds. Features are standardised counts, so the lowest value of a
-- feature stands for no event; the smallest step between two counts is 0.5.
{% set half_a_step = 0.25 %}

with lowest as (
    select min(feature_0) as feature_0, min(feature_1) as feature_1, min(feature_2) as feature_2
    from {{ ref('base_act_mooc__mooc_action_features') }}
    where reject_reason is null
),

highest as (
    select
        actions.target_id,
        max(features.feature_0) as feature_0,
        max(features.feature_1) as feature_1,
        max(features.feature_2) as feature_2,
        min(actions.source_file) as source_file,
        min(actions.record_number) as record_number
    from {{ ref('base_act_mooc__mooc_actions') }} as actions
    left join {{ ref('base_act_mooc__mooc_action_features') }} as features
        on actions.action_id = features.action_id and features.reject_reason is null
    where actions.reject_reason is null
    group by actions.target_id
)

select
    cast(highest.target_id as string) as activity_id,
    'act_mooc' as course_id,
    case
        when highest.feature_0 > lowest.feature_0 + {{ half_a_step }} then 'kind_a'
        when highest.feature_1 > lowest.feature_1 + {{ half_a_step }} then 'kind_b'
        when highest.feature_2 > lowest.feature_2 + {{ half_a_step }} then 'kind_c'
    end as activity_type,
    highest.source_file,
    highest.record_number
from highest
cross join lowest
