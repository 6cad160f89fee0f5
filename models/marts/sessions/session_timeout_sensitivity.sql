-- Sessions are cut anew for each timeout, from bursts: runs of actions that even the shortest timeout keeps together.
{% set timeouts = rising_numbers('sensitivity_timeouts_minutes') %}
{% set learner_course = 'source_name, user_id, course_id' %}

with timeouts as (
    {% for timeout in timeouts %}
        select
            {{ timeout }} as timeout_minutes,
            {{ timeouts[loop.index0 - 1] if not loop.first else 'null' }} as shorter_minutes
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

gaps as (
    select
        source_name,
        user_id,
        course_id,
        acted_at,
        session_number,
        action_number,
        seconds_since_previous,
        follows_close,
        seconds_since_previous is null
        or seconds_since_previous > {{ timeouts[0] }} * 60
        or follows_close as is_burst_start
    from {{ of_changed_courses('fct_actions') }}
    where session_id is not null and course_id <> '(none)'
),

numbered as (
    select
        *,
        sum(case when is_burst_start then 1 else 0 end) over (
            partition by {{ learner_course }} order by session_number, action_number
            rows between unbounded preceding and current row
        ) as burst_number
    from gaps
),

bursts as (
    select
        source_name,
        user_id,
        course_id,
        burst_number,
        min(acted_at) as started_at,
        max(acted_at) as ended_at,
        count(*) as row_count,
        max(case when is_burst_start then seconds_since_previous end) as seconds_since_previous,
        bool_or(follows_close) as follows_close
    from numbered
    group by source_name, user_id, course_id, burst_number
),

at_timeouts as (
    select
        bursts.*,
        timeouts.timeout_minutes,
        sum(
            case
                when bursts.seconds_since_previous <= timeouts.timeout_minutes * 60 and not bursts.follows_close then 0
                else 1
            end
        ) over (
            partition by timeouts.timeout_minutes, bursts.source_name, bursts.user_id, bursts.course_id
            order by bursts.burst_number
            rows between unbounded preceding and current row
        ) as session_number
    from bursts
    cross join timeouts
),

sessions as (
    select
        timeout_minutes,
        source_name,
        user_id,
        course_id,
        session_number,
        {{ seconds_between('min(started_at)', 'max(ended_at)') }} as duration_seconds,
        sum(row_count) = 1 as is_single_action
    from at_timeouts
    group by timeout_minutes, source_name, user_id, course_id, session_number
),

courses as (
    select
        timeout_minutes,
        source_name,
        course_id,
        count(*) as session_count,
        count(distinct user_id) as user_count,
        {{ median('duration_seconds') }} as median_duration_seconds,
        cast(count(case when is_single_action then 1 end) as double) / count(*) as single_action_rate,
        {{ exact_sum('duration_seconds') }} as total_seconds
    from sessions
    group by timeout_minutes, source_name, course_id
),

-- Spearman: Pearson of ranks, where equal values share the mean of their places.
learners as (
    select
        sessions.timeout_minutes,
        sessions.source_name,
        sessions.course_id,
        sessions.user_id,
        {{ exact_sum('sessions.duration_seconds') }} as learner_seconds,
        max(case when enrollments.is_dropped_out then 0 else 1 end) as stayed
    from sessions
    inner join {{ of_changed_courses('fct_enrollments') }} as enrollments
        on sessions.source_name = enrollments.source_name
        and sessions.course_id = enrollments.course_id
        and sessions.user_id = enrollments.user_id
    group by sessions.timeout_minutes, sessions.source_name, sessions.course_id, sessions.user_id
),

ranked as (
    select
        timeout_minutes,
        source_name,
        course_id,
        {{ mean_rank('learner_seconds', 'timeout_minutes, source_name, course_id') }} as seconds_rank,
        {{ mean_rank('stayed', 'timeout_minutes, source_name, course_id') }} as stayed_rank,
        min(stayed) over (partition by timeout_minutes, source_name, course_id) as lowest_stayed,
        max(stayed) over (partition by timeout_minutes, source_name, course_id) as highest_stayed,
        min(learner_seconds) over (partition by timeout_minutes, source_name, course_id) as lowest_seconds,
        max(learner_seconds) over (partition by timeout_minutes, source_name, course_id) as highest_seconds
    from learners
),

-- Rounded, since the order in which an engine adds moves the last digits; plus 0, since minus 0 is no other number.
correlations as (
    select
        timeout_minutes,
        source_name,
        course_id,
        round(corr(seconds_rank, stayed_rank), 12) + 0 as time_stayed_correlation
    from ranked
    where lowest_stayed < highest_stayed and lowest_seconds < highest_seconds
    group by timeout_minutes, source_name, course_id
)

select
    {{ hash_key(['courses.source_name', 'courses.course_id', 'courses.timeout_minutes']) }} as course_timeout_key,
    courses.source_name,
    courses.course_id,
    cast(courses.timeout_minutes as bigint) as timeout_minutes,
    courses.session_count,
    cast(courses.session_count as double) / courses.user_count as sessions_per_user,
    cast(courses.median_duration_seconds as double) as median_duration_seconds,
    courses.single_action_rate,
    courses.total_seconds,
    (ln(courses.session_count) - ln(shorter.session_count))
    / (ln(cast(courses.timeout_minutes as double)) - ln(cast(shorter.timeout_minutes as double))) as elasticity,
    correlations.time_stayed_correlation
from courses
inner join timeouts on courses.timeout_minutes = timeouts.timeout_minutes
left join courses as shorter
    on courses.source_name = shorter.source_name
    and courses.course_id = shorter.course_id
    and timeouts.shorter_minutes = shorter.timeout_minutes
left join correlations
    on courses.source_name = correlations.source_name
    and courses.course_id = correlations.course_id
    and courses.timeout_minutes = correlations.timeout_minutes
