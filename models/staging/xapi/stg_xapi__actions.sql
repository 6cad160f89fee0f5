-- Only an answer that was evaluated is graded: a grade that the platform tells later is no attempt.
select
    action_id,
    user_id,
    course_id,
    activity_id,
    action_type,
    acted_at,
    case when is_submit then is_correct end as is_correct,
    case when is_submit then score end as score,
    case when is_submit then attempt_number end as attempt_number,
    position_seconds,
    to_position_seconds,
    source_file,
    record_number
from {{ ref('stg_xapi__statements') }}
where reject_reason is null
