with activities as (
    select source_name, course_id, count(*) as activity_count
    from {{ ref('int_activities') }}
    where counts_for_progress
    group by source_name, course_id
),

users as (
    select source_name, course_id, count(*) as user_count
    from {{ ref('int_enrollments') }}
    group by source_name, course_id
),

actions as (
    select
        source_name,
        course_id,
        min(acted_at) as first_acted_at,
        max(acted_at) as last_acted_at
    from {{ ref('fct_actions') }}
    where is_counted
    group by source_name, course_id
)

select
    {{ hash_key(['courses.source_name', 'courses.course_id']) }} as course_key,
    courses.source_name,
    courses.course_id,
    courses.course_name,
    courses.course_type,
    courses.starts_at,
    courses.is_start_given,
    courses.ends_at,
    courses.observed_until,
    courses.is_over,
    courses.is_fully_labelled,
    courses.time_precision,
    courses.has_clock_time,
    coalesce(activities.activity_count, 0) as activity_count,
    coalesce(users.user_count, 0) as user_count,
    actions.first_acted_at,
    actions.last_acted_at,
    courses.as_of
from {{ ref('int_courses') }} as courses
left join activities
    on courses.source_name = activities.source_name and courses.course_id = activities.course_id
left join users
    on courses.source_name = users.source_name and courses.course_id = users.course_id
left join actions
    on courses.source_name = actions.source_name and courses.course_id = actions.course_id
where courses.course_id <> '(none)'
