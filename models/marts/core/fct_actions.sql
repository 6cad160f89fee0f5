{% set closes %}
    {%- if var('page_close_ends_session') -%}
        coalesce(action_subcategory, '') in ('page_close', 'logout')
    {%- else -%}
        false
    {%- endif -%}
{% endset %}
{% set in_place = 'partition by course_number, user_id, is_counted order by place' %}

-- Wide rows take long to sort: a number stands for the course until they are.
with courses as (
    select
        source_name,
        course_id,
        time_precision,
        has_clock_time,
        starts_on,
        as_of,
        row_number() over (order by source_name, course_id) as course_number
    from {{ ref('int_courses') }}
),

in_courses as (
    select
        {{ hash_key(['actions.source_name', 'actions.action_id']) }} as action_key,
        actions.action_id,
        actions.user_id,
        courses.course_number,
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
        courses.time_precision = 'second' as is_timed,
        actions.is_engagement and actions.acted_at <= courses.as_of as is_counted
    from {{ ref('int_actions') }} as actions
    inner join courses
        on actions.source_name = courses.source_name and actions.course_id = courses.course_id
),

-- Of what does not count only a close has a place among what counts.
placed as (
    select *, is_counted or {{ closes }} as has_place
    from in_courses
),

numbered as (
    select
        *,
        row_number() over places as place,
        lag(acted_at) over places as previous_place_at,
        lag(is_counted) over places as follows_counted
    from placed
    window places as (
        partition by course_number, user_id, has_place order by acted_at, sequence nulls last, action_id
    )
),

-- A pause of exactly the timeout stays in the session.
with_starts as (
    select
        *,
        is_counted and is_timed as is_in_session,
        is_counted and is_timed and (
            follows_counted is null
            or not follows_counted
            or {{ epoch_us('acted_at') }} - {{ epoch_us('previous_place_at') }}
            > {{ (var('session_timeout_minutes') * 60000000) | int }}
        ) as is_session_start
    from numbered
),

-- A session bears the key of its first action: numbers shift when late actions arrive, keys do not.
with_openings as (
    select
        *,
        case when is_session_start then action_key end as opening_key,
        case when is_session_start then place end as opening_place
    from with_starts
),

-- Within a session all places are of counted actions. Rows that do not count may tie: nothing reads their places.
in_sessions as (
    select
        *,
        row_number() over learner_actions as course_action_number,
        lag(acted_at) over learner_actions as previous_acted_at,
        lag(activity_id) over learner_actions as previous_activity_id,
        lead(case when not is_session_start then acted_at end) over learner_actions as next_acted_at,
        count(opening_key) over so_far as session_number,
        {{ last_known('opening_key') }} over so_far as session_id,
        place - {{ last_known('opening_place') }} over so_far + 1 as action_number
    from with_openings
    window
        learner_actions as ({{ in_place }}),
        so_far as ({{ in_place }} rows between unbounded preceding and current row)
),

measured as (
    select
        in_sessions.*,
        courses.source_name,
        courses.course_id,
        courses.has_clock_time,
        courses.starts_on,
        {{ seconds_between('in_sessions.previous_acted_at', 'in_sessions.acted_at') }} as seconds_since_previous,
        {{ seconds_between('in_sessions.acted_at', 'in_sessions.next_acted_at') }} as seconds_to_next,
        in_sessions.previous_acted_at is not null and not in_sessions.follows_counted as follows_close
    from in_sessions
    inner join courses on in_sessions.course_number = courses.course_number
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
    case
        when has_clock_time
            then case
                    {% for part, end_hour in {'night': 6, 'morning': 12, 'afternoon': 18, 'evening': 24}.items() %}
                        when extract(hour from {{ local_time('acted_at') }}) < {{ end_hour }} then '{{ part }}'
                    {% endfor %}
                end
    end as day_part,
    case when has_clock_time then cast({{ iso_weekday(local_date('acted_at')) }} as bigint) end as day_of_week,
    {{ days_between('starts_on', local_date('acted_at')) }} as course_day,
    cast(floor({{ days_between('starts_on', local_date('acted_at')) }} / 7.0) as bigint) as course_week,
    case when is_counted then cast(course_action_number as bigint) end as course_action_number,
    case when is_in_session then session_id end as session_id,
    case when is_in_session then cast(session_number as bigint) end as session_number,
    case when is_in_session then cast(action_number as bigint) end as action_number,
    case when is_in_session then seconds_since_previous end as seconds_since_previous,
    case when is_in_session then previous_activity_id end as previous_activity_id,
    is_in_session and follows_close as follows_close,
    -- A pause adds itself up to the cap, and nothing above it; a last action adds nothing.
    {% for column, cap in {
        'time_on_task_seconds': 'time_on_task_cap_minutes',
        'time_on_task_low_seconds': 'time_on_task_low_cap_minutes',
    }.items() %}
        case
            when is_in_session
                then cast(
                        case when seconds_to_next <= {{ var(cap) }} * 60 then seconds_to_next else 0 end as double
                    )
        end as {{ column }},
    {% endfor %}
    is_correct,
    score,
    attempt_number,
    position_seconds,
    to_position_seconds
from measured
