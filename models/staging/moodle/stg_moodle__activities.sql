-- What the table lists and learners can open, and what the log has besides: deleted since, or all without the table.
with module_types as (
    select id, min(name) as activity_type
    from {{ ref('base_moodle__module_types') }}
    where reject_reason is null
    group by id
),

listed as (
    select
        cast(items.id as string) as activity_id,
        cast(items.course as string) as course_id,
        module_types.activity_type,
        (
            coalesce(items.visible, 1) = 1
            and coalesce(items.deletioninprogress, 0) = 0
            and coalesce(module_types.activity_type, '') <> 'label'
        ) as can_be_opened,
        items.source_file,
        items.record_number
    from {{ ref('base_moodle__course_modules') }} as items
    left join module_types on items.module = module_types.id
    where items.reject_reason is null
),

logged as (
    select
        activity_id,
        course_id,
        max(activity_type) as activity_type,
        min(source_file) as source_file,
        min(record_number) as record_number
    from {{ ref('stg_moodle__judged_events') }}
    where reject_reason is null and activity_id is not null
    group by activity_id, course_id
)

select
    coalesce(listed.activity_id, logged.activity_id) as activity_id,
    coalesce(listed.course_id, logged.course_id) as course_id,
    coalesce(listed.activity_type, logged.activity_type) as activity_type,
    coalesce(listed.source_file, logged.source_file) as source_file,
    coalesce(listed.record_number, logged.record_number) as record_number
from listed
full outer join logged on listed.activity_id = logged.activity_id and listed.course_id = logged.course_id
where listed.can_be_opened or logged.activity_id is not null
