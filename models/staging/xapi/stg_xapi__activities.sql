-- The activities that appear in the statements: one that nobody touched is not known.
select
    activity_id,
    course_id,
    min(activity_name) as activity_name,
    coalesce(min({{ first_match('activity_id', '[+]type@([^+]+)[+]block@', 1) }}), min(activity_type)) as activity_type,
    max(case when length_seconds > 0 then length_seconds end) as duration_seconds,
    min(source_file) as source_file,
    min(record_number) as record_number
from {{ ref('stg_xapi__statements') }}
where reject_reason is null and course_id is not null and activity_id is not null
group by activity_id, course_id
