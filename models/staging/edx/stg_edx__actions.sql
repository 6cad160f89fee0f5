{% set is_graded = "action_type in ('problem_check', 'save_problem_check')" %}

with action_types as (
    select action_type, action_category
    from {{ ref('action_types') }}
    where source_name = 'edx'
)

select
    events.action_id,
    events.user_id,
    events.course_id,
    events.activity_id,
    events.action_type,
    events.acted_at,
    case when events.{{ is_graded }} then events.is_correct end as is_correct,
    case when events.{{ is_graded }} then events.score end as score,
    case when events.{{ is_graded }} then events.attempt_number end as attempt_number,
    case when action_types.action_category = 'video' then events.position_seconds end as position_seconds,
    case when action_types.action_category = 'video' then events.to_position_seconds end as to_position_seconds,
    events.source_file,
    events.record_number
from {{ ref('stg_edx__events') }} as events
left join action_types on events.action_type = action_types.action_type
