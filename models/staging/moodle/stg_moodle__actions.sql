select
    action_id,
    user_id,
    course_id,
    activity_id,
    action_type,
    acted_at,
    sequence,
    source_file,
    record_number
from {{ ref('stg_moodle__judged_events') }}
where reject_reason is null
