select
    cast(id as string) as course_id,
    fullname as course_name,
    'unknown' as course_type,
    {{ unix_time('startdate') }} as starts_at,
    {{ unix_time('enddate') }} as ends_at,
    cast(null as timestamp) as observed_until,
    false as is_fully_labelled,
    'second' as time_precision,
    true as has_clock_time,
    source_file,
    record_number
from {{ ref('base_moodle__course') }}
where reject_reason is null
