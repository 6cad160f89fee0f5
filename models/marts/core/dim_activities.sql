select
    {{ hash_key(['source_name', 'course_id', 'activity_id']) }} as activity_key,
    source_name,
    course_id,
    activity_id,
    activity_name,
    activity_type,
    cast(position as bigint) as position,
    is_position_derived,
    counts_for_progress,
    available_at,
    due_at,
    weight,
    duration_seconds,
    user_count
from {{ ref('int_activities') }}
