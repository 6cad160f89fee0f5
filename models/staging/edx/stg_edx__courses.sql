-- A log does not say when a course starts.
select
    course_id,
    cast(null as string) as course_name,
    'unknown' as course_type,
    cast(null as timestamp) as starts_at,
    cast(null as timestamp) as ends_at,
    cast(null as timestamp) as observed_until,
    false as is_fully_labelled,
    'second' as time_precision,
    true as has_clock_time,
    min(source_file) as source_file,
    min(record_number) as record_number
from {{ ref('stg_edx__events') }}
where course_id is not null
group by course_id
