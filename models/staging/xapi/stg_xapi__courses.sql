-- A statement does not say when a course starts.
select
    course_id,
    min(case when activity_type = 'course' then activity_name end) as course_name,
    'second' as time_precision,
    true as has_clock_time,
    min(source_file) as source_file,
    min(record_number) as record_number
from {{ ref('stg_xapi__statements') }}
where reject_reason is null and course_id is not null
group by course_id
