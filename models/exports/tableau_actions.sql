select
    actions.action_key,
    actions.source_name,
    {{ hash_key(['actions.source_name', 'actions.user_id']) }} as user_key,
    enrollments.enrollment_key,
    actions.course_id,
    courses.course_name,
    courses.course_type,
    enrollments.user_type,
    enrollments.age_band,
    enrollments.gender,
    enrollments.education_level,
    enrollments.country,
    enrollments.outcome,
    coalesce(enrollments.outcome, 'not_known') as outcome_status,
    actions.activity_id,
    activities.activity_name,
    activities.activity_type,
    activities.position as activity_position,
    actions.action_type,
    actions.action_category,
    actions.is_engagement,
    actions.action_count,
    actions.acted_at,
    actions.acted_on,
    actions.hour_of_day,
    actions.day_part,
    actions.day_of_week,
    actions.course_day,
    actions.course_week,
    {{ course_phase(
        'actions.acted_on',
        local_date('courses.starts_at', 'courses.has_clock_time'),
        local_date('coalesce(courses.ends_at, courses.as_of)', 'courses.has_clock_time')
    ) }} as course_phase,
    actions.session_id,
    actions.session_number,
    coalesce(actions.action_number = 1, false) as is_session_start,
    coalesce(actions.acted_on = {{ local_date('enrollments.first_acted_at', 'courses.has_clock_time') }}, false)
        as is_first_active_day,
    actions.seconds_since_previous,
    actions.time_on_task_seconds
from {{ ref('fct_actions') }} as actions
inner join {{ ref('dim_courses') }} as courses
    on actions.source_name = courses.source_name and actions.course_id = courses.course_id
left join {{ ref('fct_enrollments') }} as enrollments
    on actions.source_name = enrollments.source_name
    and actions.course_id = enrollments.course_id
    and actions.user_id = enrollments.user_id
left join {{ ref('dim_activities') }} as activities
    on actions.source_name = activities.source_name
    and actions.course_id = activities.course_id
    and actions.activity_id = activities.activity_id
where actions.acted_at <= courses.as_of
