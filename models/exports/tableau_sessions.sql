select
    sessions.session_id,
    sessions.source_name,
    {{ hash_key(['sessions.source_name', 'sessions.user_id']) }} as user_key,
    sessions.course_id,
    courses.course_name,
    courses.course_type,
    enrollments.user_type,
    enrollments.age_band,
    enrollments.gender,
    enrollments.education_level,
    enrollments.country,
    enrollments.outcome,
    coalesce(enrollments.outcome, 'not_known') as outcome_status,
    sessions.session_number,
    sessions.started_at,
    sessions.ended_at,
    sessions.started_on,
    sessions.started_course_day,
    {{ week_of('sessions.started_course_day') }} as started_course_week,
    sessions.duration_seconds,
    cast(
        case
            {% for minutes in [120, 60, 30, 15, 5, 1] %}
                when sessions.duration_seconds >= {{ minutes * 60 }} then {{ minutes }}
            {% endfor %}
            else 0
        end as bigint
    ) as length_bucket_minutes,
    sessions.time_on_task_seconds,
    sessions.time_on_task_low_seconds,
    sessions.action_count,
    sessions.activity_count,
    entries.activity_name as entry_activity_name,
    exits.activity_name as exit_activity_name,
    sessions.is_single_action,
    sessions.is_engaged
from {{ ref('fct_sessions') }} as sessions
inner join {{ ref('dim_courses') }} as courses
    on sessions.source_name = courses.source_name and sessions.course_id = courses.course_id
left join {{ ref('fct_enrollments') }} as enrollments
    on sessions.source_name = enrollments.source_name
    and sessions.course_id = enrollments.course_id
    and sessions.user_id = enrollments.user_id
left join {{ ref('dim_activities') }} as entries
    on sessions.source_name = entries.source_name
    and sessions.course_id = entries.course_id
    and sessions.entry_activity_id = entries.activity_id
left join {{ ref('dim_activities') }} as exits
    on sessions.source_name = exits.source_name
    and sessions.course_id = exits.course_id
    and sessions.exit_activity_id = exits.activity_id
