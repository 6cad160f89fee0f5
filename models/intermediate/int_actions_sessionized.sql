-- A view: only fct_actions reads it.
{{ config(materialized='view') }}

{% set learner_course = 'source_name, user_id, course_id' %}
{% set total_order = 'acted_at, sequence nulls last, action_id' %}
{% set is_counted = 'actions.is_engagement and actions.acted_at <= courses.as_of' %}
-- What can open or close a session.
{% set concerns_sessions %}
    courses.time_precision = 'second'
    and ({{ is_counted }} or coalesce(actions.action_subcategory, '') in ('page_close', 'logout'))
{% endset %}
{% set actions_with_courses %}
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
        {{ is_counted }} as is_counted
    from {{ ref('int_actions') }} as actions
    inner join {{ ref('int_courses') }} as courses
        on actions.source_name = courses.source_name and actions.course_id = courses.course_id
{% endset %}

-- The closes so far: one more since the last engagement action opens a session.
with sequenced as (
    select
        *,
        {% if var('page_close_ends_session') -%}
            count(case when not is_counted then 1 end) over (
                partition by {{ learner_course }} order by {{ total_order }}
                rows between unbounded preceding and current row
            )
        {%- else -%}
            0
        {%- endif %} as close_count
    from (
        {{ actions_with_courses }}
        where {{ concerns_sessions }}
    ) as session_actions
),

-- Among the counted actions; what is said of a close is left out at the end.
with_previous as (
    select
        *,
        lag(acted_at) over learner_actions as previous_acted_at,
        lag(activity_id) over learner_actions as previous_activity_id,
        lag(close_count) over learner_actions as previous_close_count
    from sequenced
    window learner_actions as (partition by {{ learner_course }}, is_counted order by {{ total_order }})
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
            partition by {{ learner_course }}, is_counted order by {{ total_order }}
            rows between unbounded preceding and current row
        ) as session_number
    from with_gaps
),

-- A session bears the key of its first action: numbers shift when late actions arrive, keys do not.
in_sessions as (
    select
        *,
        first_value(action_key) over session_actions as session_id,
        row_number() over session_actions as action_number,
        lead(seconds_since_previous) over session_actions as seconds_to_next
    from numbered
    window session_actions as (
        partition by {{ learner_course }}, is_counted, session_number order by {{ total_order }}
    )
),

{% set columns = [
    'action_key', 'source_name', 'action_id', 'user_id', 'course_id', 'activity_id', 'action_type', 'action_category',
    'action_subcategory', 'is_engagement', 'action_count', 'acted_at', 'sequence', 'is_correct', 'score',
    'attempt_number', 'position_seconds', 'to_position_seconds', 'time_precision', 'has_clock_time', 'starts_on',
    'is_counted',
] %}

final as (
    select
        {{ columns | join(', ') }},
        case when is_counted then session_id end as session_id,
        case when is_counted then session_number end as session_number,
        case when is_counted then action_number end as action_number,
        case when is_counted then seconds_since_previous end as seconds_since_previous,
        case when is_counted then previous_activity_id end as previous_activity_id,
        is_counted and follows_close as follows_close,
        case when is_counted then {{ capped('seconds_to_next', 'time_on_task_cap_minutes') }} end
            as time_on_task_seconds,
        case when is_counted then {{ capped('seconds_to_next', 'time_on_task_low_cap_minutes') }} end
            as time_on_task_low_seconds
    from in_sessions
    union all
    select
        {{ columns | join(', ') }},
        null as session_id,
        null as session_number,
        null as action_number,
        null as seconds_since_previous,
        null as previous_activity_id,
        false as follows_close,
        null as time_on_task_seconds,
        null as time_on_task_low_seconds
    from (
        {{ actions_with_courses }}
        where not ({{ concerns_sessions }})
    ) as other_actions
)

select * from final
