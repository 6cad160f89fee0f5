-- Sessions are cut anew for each timeout.
{% set timeouts = rising_numbers('sensitivity_timeouts_minutes') %}

with timeouts as (
    {% for timeout in timeouts %}
        select
            {{ timeout }} as timeout_minutes,
            {{ timeouts[loop.index0 - 1] if not loop.first else 'null' }} as shorter_minutes
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

actions as (
    select
        source_name,
        user_id,
        course_id,
        {{ epoch_us('acted_at') }} as acted_us,
        course_action_number,
        seconds_since_previous,
        follows_close
    from {{ ref('fct_actions') }}
    where session_id is not null and course_id <> '(none)'
),

learner_ends as (
    select
        source_name,
        user_id,
        course_id,
        max(acted_us) as last_acted_us,
        max(course_action_number) as last_action_number
    from actions
    group by source_name, user_id, course_id
),

-- What opens a session at the shortest timeout or at a longer one.
openings as (
    select
        actions.*,
        actions.acted_us - cast(round(actions.seconds_since_previous * 1000000) as bigint) as previous_acted_us,
        learner_ends.last_acted_us,
        learner_ends.last_action_number
    from actions
    inner join learner_ends
        on actions.source_name = learner_ends.source_name
        and actions.user_id = learner_ends.user_id
        and actions.course_id = learner_ends.course_id
    where coalesce(actions.seconds_since_previous > {{ timeouts[0] }} * 60, true) or actions.follows_close
),

-- A session ends with the action before the next opening, the learner's last one with the learner's last action.
at_timeouts as (
    select
        timeouts.timeout_minutes,
        openings.source_name,
        openings.user_id,
        openings.course_id,
        openings.acted_us,
        openings.course_action_number,
        coalesce(lead(openings.previous_acted_us) over learner_openings, openings.last_acted_us) as ended_us,
        coalesce(lead(openings.course_action_number) over learner_openings - 1, openings.last_action_number)
            as end_action_number
    from openings
    cross join timeouts
    where coalesce(openings.seconds_since_previous > timeouts.timeout_minutes * 60, true) or openings.follows_close
    window learner_openings as (
        partition by timeouts.timeout_minutes, openings.source_name, openings.user_id, openings.course_id
        order by openings.course_action_number
    )
),

sessions as (
    select
        timeout_minutes,
        source_name,
        user_id,
        course_id,
        cast(ended_us - acted_us as double) / 1000000 as duration_seconds,
        end_action_number = course_action_number as is_single_action
    from at_timeouts
),

learners as (
    select
        timeout_minutes,
        source_name,
        course_id,
        user_id,
        count(*) as session_count,
        count(case when is_single_action then 1 end) as single_action_count,
        {{ exact_sum('duration_seconds') }} as learner_seconds
    from sessions
    group by timeout_minutes, source_name, course_id, user_id
),

medians as (
    select timeout_minutes, source_name, course_id, median(duration_seconds) as median_duration_seconds
    from sessions
    group by timeout_minutes, source_name, course_id
),

courses as (
    select
        timeout_minutes,
        source_name,
        course_id,
        cast(sum(session_count) as bigint) as session_count,
        count(*) as user_count,
        cast(sum(single_action_count) as double) / sum(session_count) as single_action_rate,
        {{ exact_sum('learner_seconds') }} as total_seconds
    from learners
    group by timeout_minutes, source_name, course_id
),

enrolled as (
    select learners.*, case when enrollments.is_dropped_out then 0 else 1 end as stayed
    from learners
    inner join {{ ref('fct_enrollments') }} as enrollments
        on learners.source_name = enrollments.source_name
        and learners.course_id = enrollments.course_id
        and learners.user_id = enrollments.user_id
),

-- Spearman: Pearson of ranks, where equal values share the mean of their places.
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
    from enrolled
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
    cast(medians.median_duration_seconds as double) as median_duration_seconds,
    courses.single_action_rate,
    courses.total_seconds,
    (ln(courses.session_count) - ln(shorter.session_count))
    / (ln(cast(courses.timeout_minutes as double)) - ln(cast(shorter.timeout_minutes as double))) as elasticity,
    correlations.time_stayed_correlation
from courses
inner join timeouts on courses.timeout_minutes = timeouts.timeout_minutes
inner join medians
    on courses.source_name = medians.source_name
    and courses.course_id = medians.course_id
    and courses.timeout_minutes = medians.timeout_minutes
left join courses as shorter
    on courses.source_name = shorter.source_name
    and courses.course_id = shorter.course_id
    and timeouts.shorter_minutes = shorter.timeout_minutes
left join correlations
    on courses.source_name = correlations.source_name
    and courses.course_id = correlations.course_id
    and courses.timeout_minutes = correlations.timeout_minutes
