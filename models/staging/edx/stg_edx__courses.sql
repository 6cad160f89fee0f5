-- A log does not say when a course starts.
select
    course_id,
    'second' as time_precision,
    true as has_clock_time,
    min(source_file) as source_file,
    min(record_number) as record_number
from {{ ref('stg_edx__events') }}
where course_id is not null
group by course_id
