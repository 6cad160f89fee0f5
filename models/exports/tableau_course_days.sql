select
    trend.course_date_key,
    trend.source_name,
    trend.course_id,
    courses.course_name,
    courses.course_type,
    trend.activity_date,
    {{ days_between(local_date('courses.starts_at', 'courses.has_clock_time'), 'trend.activity_date') }} as course_day,
    trend.course_phase,
    {{ hide_small('trend.active_users_1d') }} as active_users_1d,
    {{ hide_small('trend.active_users_7d') }} as active_users_7d,
    {{ hide_small('trend.active_users_28d') }} as active_users_28d,
    trend.is_partial_7d_window,
    trend.is_partial_window,
    {{ hide_small('trend.stickiness_rate', 'trend.active_users_7d') }} as stickiness_rate,
    trend.action_count,
    trend.session_count,
    {{ hide_small('trend.new_users') }} as new_users
from {{ ref('course_activity_trend') }} as trend
inner join {{ ref('dim_courses') }} as courses
    on trend.source_name = courses.source_name and trend.course_id = courses.course_id
