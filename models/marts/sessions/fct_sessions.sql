with sessions as (
    select
        session_id,
        source_name,
        user_id,
        course_id,
        min(session_number) as session_number,
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
        max(action_number) as last_action_number
    from {{ ref('fct_actions') }}
    where session_id is not null
    group by session_id, source_name, user_id, course_id
),

exits as (
    select actions.session_id, actions.activity_id as exit_activity_id
    from {{ ref('fct_actions') }} as actions
    inner join sessions
        on actions.session_id = sessions.session_id and actions.action_number = sessions.last_action_number
)

select
    sessions.session_id,
    sessions.source_name,
    sessions.user_id,
    sessions.course_id,
    sessions.session_number,
    sessions.started_at,
    sessions.ended_at,
    sessions.started_on,
    sessions.started_course_day,
    {{ seconds_between('sessions.started_at', 'sessions.ended_at') }} as duration_seconds,
    sessions.time_on_task_seconds,
    sessions.time_on_task_low_seconds,
    cast(sessions.action_count as bigint) as action_count,
    sessions.activity_count,
    sessions.entry_activity_id,
    exits.exit_activity_id,
    sessions.row_count = 1 as is_single_action,
    {{ seconds_between('sessions.started_at', 'sessions.ended_at') }} > {{ var('engaged_session_seconds') }}
    or sessions.activity_count >= 2 as is_engaged
from sessions
inner join exits on sessions.session_id = exits.session_id
