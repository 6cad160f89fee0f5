select
    action_id,
    user_id,
    course_id,
    activity_id,
    action_type,
    acted_at,
    cast(1 as bigint) as action_count,
    sequence,
    cast(null as boolean) as is_correct,
    cast(null as double) as score,
    cast(null as bigint) as attempt_number,
    cast(null as double) as position_seconds,
    cast(null as double) as to_position_seconds,
    source_file,
    record_number
from {{ ref('stg_moodle__judged_events') }}
where reject_reason is null
