{{ config(materialized='view') }}

with actions as (
    {{ without_surplus('actions') }}
),

action_types as (
    select source_name, action_type, action_category, action_subcategory, is_engagement
    from {{ ref('action_types') }}
),

final as (
    select
        actions.source_name,
        actions.action_id,
        actions.user_id,
        coalesce(actions.course_id, '(none)') as course_id,
        actions.activity_id,
        actions.action_type,
        coalesce(action_types.action_category, 'other') as action_category,
        action_types.action_subcategory,
        coalesce(action_types.is_engagement, true) as is_engagement,
        action_types.action_type is not null as is_known_action_type,
        actions.action_count,
        actions.acted_at,
        actions.sequence,
        actions.is_correct,
        actions.score,
        actions.attempt_number,
        actions.position_seconds,
        actions.to_position_seconds,
        actions.source_file
    from actions
    left join action_types
        on actions.source_name = action_types.source_name and actions.action_type = action_types.action_type
)

select * from final
