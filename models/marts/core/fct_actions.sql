{{ config(pre_hook="{{ find_changed_learners(learners_in_courses('int_actions', ref('int_courses'))) }}") }}

{% set learner_course = 'source_name, user_id, course_id' %}
{% set total_order = 'acted_at, sequence nulls last, action_id' %}
{% set is_counted = 'actions.is_engagement and actions.acted_at <= courses.as_of' %}
{% set is_close = "coalesce(actions.action_subcategory, '') in ('page_close', 'logout')" %}
-- What can open or close a session.
{% set concerns_sessions %}
    courses.time_precision = 'second'
    and {% if var('page_close_ends_session') %}({{ is_counted }} or {{ is_close }}){% else %}{{ is_counted }}{% endif %}
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
    where {{ is_changed_learner('actions') }}
{% endset %}

{% set learner_actions %}partition by {{ learner_course }} order by {{ total_order }}{% endset %}

-- What a close says of itself is left out at the end. No activity_id is empty text.
with with_previous as (
    select
        *,
        {{ last_known('case when is_counted then acted_at end') }} over before as previous_acted_at,
        nullif({{ last_known("case when is_counted then coalesce(activity_id, '') end") }} over before, '')
            as previous_activity_id,
        lag(is_counted) over learner_actions as follows_counted,
        row_number() over learner_actions as place
    from (
        {{ actions_with_courses }}
            and {{ concerns_sessions }}
    ) as session_actions
    window
        learner_actions as ({{ learner_actions }}),
        before as ({{ learner_actions }} rows between unbounded preceding and 1 preceding)
),

-- A pause of exactly the timeout stays in the session.
with_gaps as (
    select
        *,
        {{ seconds_between('previous_acted_at', 'acted_at') }} as seconds_since_previous,
        previous_acted_at is not null and not follows_counted as follows_close,
        is_counted and (
            previous_acted_at is null
            or not follows_counted
            or {{ epoch_us('acted_at') }} - {{ epoch_us('previous_acted_at') }}
            > {{ (var('session_timeout_minutes') * 60000000) | int }}
        ) as is_session_start
    from with_previous
),

-- A session bears the key of its first action: numbers shift when late actions arrive, keys do not.
in_sessions as (
    select
        *,
        count(case when is_session_start then 1 end) over so_far as session_number,
        {{ last_known('case when is_session_start then action_key end') }} over so_far as session_id,
        place - max(case when is_session_start then place end) over so_far + 1 as action_number,
        lead(case when is_counted and not is_session_start then seconds_since_previous end) over learner_actions
            as seconds_to_next
    from with_gaps
    window
        learner_actions as ({{ learner_actions }}),
        so_far as ({{ learner_actions }} rows between unbounded preceding and current row)
),

{% set columns = [
    'action_key', 'source_name', 'action_id', 'user_id', 'course_id', 'activity_id', 'action_type', 'action_category',
    'action_subcategory', 'is_engagement', 'action_count', 'acted_at', 'sequence', 'is_correct', 'score',
    'attempt_number', 'position_seconds', 'to_position_seconds', 'time_precision', 'has_clock_time', 'starts_on',
    'is_counted',
] %}

sessionized as (
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
            and not ({{ concerns_sessions }})
    ) as other_actions
)

select
    action_key,
    source_name,
    action_id,
    user_id,
    course_id,
    activity_id,
    action_type,
    action_category,
    action_subcategory,
    is_engagement,
    is_counted,
    action_count,
    acted_at,
    sequence,
    {{ local_date('acted_at') }} as acted_on,
    case when has_clock_time then cast(extract(hour from {{ local_time('acted_at') }}) as bigint) end as hour_of_day,
    case when has_clock_time then {{ day_part('extract(hour from ' ~ local_time('acted_at') ~ ')') }} end as day_part,
    case when has_clock_time then cast({{ iso_weekday(local_date('acted_at')) }} as bigint) end as day_of_week,
    {{ days_between('starts_on', local_date('acted_at')) }} as course_day,
    cast(floor({{ days_between('starts_on', local_date('acted_at')) }} / 7.0) as bigint) as course_week,
    session_id,
    cast(session_number as bigint) as session_number,
    cast(action_number as bigint) as action_number,
    seconds_since_previous,
    previous_activity_id,
    follows_close,
    cast(time_on_task_seconds as double) as time_on_task_seconds,
    cast(time_on_task_low_seconds as double) as time_on_task_low_seconds,
    is_correct,
    score,
    attempt_number,
    position_seconds,
    to_position_seconds
from sessionized
