-- A view: only fct_actions reads it.
{{ config(materialized='view') }}

{% set learner_course = 'source_name, user_id, course_id' %}
{% set total_order = 'acted_at, sequence nulls last, action_id' %}

with actions as (
    select
        actions.action_key,
        actions.source_name,
        actions.action_id,
        actions.user_id,
        actions.course_id,
        actions.activity_id,
        actions.action_type,
        actions.action_category,
        actions.action_subcategory,
        actions.is_engagement,
        actions.action_count,
        actions.acted_at,
        actions.sequence,
        actions.is_correct,
        actions.score,
        actions.attempt_number,
        actions.position_seconds,
        actions.to_position_seconds,
        courses.time_precision,
        courses.has_clock_time,
        courses.starts_on,
        actions.is_engagement and actions.acted_at <= courses.as_of as is_counted
    from {{ ref('int_actions') }} as actions
    inner join {{ ref('int_courses') }} as courses
        on actions.source_name = courses.source_name and actions.course_id = courses.course_id
),

-- What can open or close a session, with the closes so far: one more close since the last engagement action opens one.
sequenced as (
    select
        action_key,
        source_name,
        action_id,
        user_id,
        course_id,
        activity_id,
        acted_at,
        sequence,
        is_counted,
        {% if var('page_close_ends_session') -%}
            count(case when not is_counted then 1 end) over (
                partition by {{ learner_course }} order by {{ total_order }}
                rows between unbounded preceding and current row
            )
        {%- else -%}
            0
        {%- endif %} as close_count
    from actions
    where time_precision = 'second' and (is_counted or action_subcategory in ('page_close', 'logout'))
),

with_previous as (
    select
        *,
        lag(acted_at) over (partition by {{ learner_course }} order by {{ total_order }}) as previous_acted_at,
        lag(activity_id) over (partition by {{ learner_course }} order by {{ total_order }}) as previous_activity_id,
        lag(close_count) over (partition by {{ learner_course }} order by {{ total_order }}) as previous_close_count
    from sequenced
    where is_counted
),

-- A pause of exactly the timeout stays in the session.
with_gaps as (
    select
        *,
        {{ seconds_between('previous_acted_at', 'acted_at') }} as seconds_since_previous,
        coalesce(close_count > previous_close_count, false) as follows_close,
        case
            when previous_acted_at is null then 1
            when close_count > previous_close_count then 1
            when {{ epoch_us('acted_at') }} - {{ epoch_us('previous_acted_at') }}
                > {{ (var('session_timeout_minutes') * 60000000) | int }}
                then 1
            else 0
        end as is_session_start
    from with_previous
),

numbered as (
    select
        *,
        sum(is_session_start) over (
            partition by {{ learner_course }} order by {{ total_order }}
            rows between unbounded preceding and current row
        ) as session_number
    from with_gaps
),

-- A session bears the key of its first action: numbers shift when late actions arrive, keys do not.
in_sessions as (
    select
        action_key,
        session_number,
        seconds_since_previous,
        previous_activity_id,
        follows_close,
        first_value(action_key) over (
            partition by {{ learner_course }}, session_number order by {{ total_order }}
        ) as session_id,
        row_number() over (
            partition by {{ learner_course }}, session_number order by {{ total_order }}
        ) as action_number,
        lead(seconds_since_previous) over (
            partition by {{ learner_course }}, session_number order by {{ total_order }}
        ) as seconds_to_next
    from numbered
)

select
    actions.*,
    in_sessions.session_id,
    in_sessions.session_number,
    in_sessions.action_number,
    in_sessions.seconds_since_previous,
    in_sessions.previous_activity_id,
    coalesce(in_sessions.follows_close, false) as follows_close,
    case
        when in_sessions.session_id is not null
            then {{ capped('in_sessions.seconds_to_next', 'time_on_task_cap_minutes') }}
    end as time_on_task_seconds,
    case
        when in_sessions.session_id is not null
            then {{ capped('in_sessions.seconds_to_next', 'time_on_task_low_cap_minutes') }}
    end as time_on_task_low_seconds
from actions
left join in_sessions on actions.action_key = in_sessions.action_key
