with engagement as (
    select
        source_name,
        user_id,
        course_id,
        count(*) as active_day_count,
        sum(session_count) as session_count,
        {{ exact_sum('time_on_task_seconds') }} as time_on_task_seconds
    from {{ ref('fct_daily_engagement') }}
    group by source_name, user_id, course_id
)

select
    enrollments.enrollment_key,
    enrollments.source_name,
    {{ hash_key(['enrollments.source_name', 'enrollments.user_id']) }} as user_key,
    enrollments.course_id,
    courses.course_name,
    courses.course_type,
    enrollments.gender,
    enrollments.age_band,
    enrollments.education_level,
    enrollments.country,
    enrollments.user_type,
    enrollments.disability,
    enrollments.previous_attempts,
    enrollments.enrolled_at,
    enrollments.first_acted_at,
    enrollments.last_acted_at,
    enrollments.action_count,
    coalesce(engagement.active_day_count, 0) as active_day_count,
    case when courses.time_precision = 'second' then cast(coalesce(engagement.session_count, 0) as bigint) end
        as session_count,
    case when courses.time_precision = 'second' then coalesce(engagement.time_on_task_seconds, 0) end
        as time_on_task_seconds,
    enrollments.touched_activity_count,
    enrollments.progress_rate,
    enrollments.final_grade,
    enrollments.outcome,
    coalesce(enrollments.outcome, 'not_known') as outcome_status,
    enrollments.outcome_basis,
    enrollments.outcome_at,
    enrollments.is_completed,
    enrollments.is_dropped_out,
    enrollments.is_censored,
    drops.activity_name as drop_activity_name,
    drops.position as drop_activity_position,
    enrollments.drop_course_day,
    risks.is_at_risk,
    risks.days_since_last,
    calls.call_rank is not null as is_on_call_list,
    calls.call_rank,
    calls.why as call_reason,
    calls.as_of as call_as_of,
    calls.how_well_silence_tells
from {{ ref('fct_enrollments') }} as enrollments
inner join {{ ref('dim_courses') }} as courses
    on enrollments.source_name = courses.source_name and enrollments.course_id = courses.course_id
left join engagement
    on enrollments.source_name = engagement.source_name
    and enrollments.user_id = engagement.user_id
    and enrollments.course_id = engagement.course_id
left join {{ ref('dim_activities') }} as drops
    on enrollments.source_name = drops.source_name
    and enrollments.course_id = drops.course_id
    and enrollments.drop_activity_id = drops.activity_id
left join {{ ref('user_course_engagement') }} as risks
    on enrollments.enrollment_key = risks.enrollment_key
left join {{ ref('call_list') }} as calls
    on enrollments.source_name = calls.source_name
    and enrollments.course_id = calls.course_id
    and enrollments.user_id = calls.user_id
