-- The blocks, pages and topics that appear in the logs: one that nobody touched is not known.
select
    activity_id,
    course_id,
    min(activity_name) as activity_name,
    case
        when activity_id like '%block-v1:%' then {{ first_match('activity_id', '[+]type@([^+]+)[+]block@', 1) }}
        when activity_id like '/courses/%' then 'page'
        else 'discussion'
    end as activity_type,
    max(case when duration_seconds > 0 then duration_seconds end) as duration_seconds,
    min(source_file) as source_file,
    min(record_number) as record_number
from {{ ref('stg_edx__events') }}
where course_id is not null and activity_id is not null
group by activity_id, course_id
