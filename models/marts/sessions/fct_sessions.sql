with sessions as (
    select
        any_value(session_id) as session_id,
        source_name,
        user_id,
        course_id,
        session_number,
        min(acted_at) as started_at,
        max(acted_at) as ended_at,
        min(acted_on) as started_on,
        min(course_day) as started_course_day,
        {{ exact_sum('time_on_task_seconds') }} as time_on_task_seconds,
        {{ exact_sum('time_on_task_low_seconds') }} as time_on_task_low_seconds,
        sum(action_count) as action_count,
        count(*) as row_count,
        count(distinct activity_id) as activity_count,
        max(case when action_number = 1 then activity_id end) as entry_activity_id,
        {{ value_at_last('activity_id', 'action_number') }} as exit_activity_id
    from {{ ref('fct_actions') }}
    where session_id is not null
    group by source_name, user_id, course_id, session_number
)

select
    session_id,
    source_name,
    user_id,
    course_id,
    session_number,
    started_at,
    ended_at,
    started_on,
    started_course_day,
    {{ seconds_between('started_at', 'ended_at') }} as duration_seconds,
    time_on_task_seconds,
    time_on_task_low_seconds,
    cast(action_count as bigint) as action_count,
    activity_count,
    entry_activity_id,
    exit_activity_id,
    row_count = 1 as is_single_action,
    {{ seconds_between('started_at', 'ended_at') }} > {{ var('engaged_session_seconds') }}
    or activity_count >= 2 as is_engaged
from sessions
