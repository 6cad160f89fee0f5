{% set learner_course = 'source_name, user_id, course_id' %}

with actions as (
    select *
    from {{ ref('fct_actions') }}
    where is_counted and course_id <> '(none)'
),

counted as (
    select
        {{ learner_course }},
        count(distinct activity_id) as activity_count,
        cast(count(distinct activity_id) as double)
        / nullif(sum(case when activity_id is not null then action_count end), 0) as distinct_rate,
        cast(count(case when activity_id = previous_activity_id then 1 end) as double) / nullif(count(session_id), 0)
            as same_rate,
        {{ exact_sum('time_on_task_seconds') }} as time_on_task_seconds,
        {{ exact_sum('time_on_task_low_seconds') }} as time_on_task_low_seconds,
        nullif(count(case when action_number = 1 then 1 end), 0) as session_count,
        median(case when action_number > 1 then seconds_since_previous end) as median_gap_seconds,
        bool_or(action_category <> 'navigation') as is_beyond_home
    from actions
    group by {{ learner_course }}
),

courses as (
    select
        source_name,
        course_id,
        median(case when action_number > 1 then seconds_since_previous end) as median_gap_seconds
    from actions
    group by source_name, course_id
)

-- Each session's last action is given the user's median pause within sessions.
select
    counted.source_name,
    counted.user_id,
    counted.course_id,
    counted.activity_count,
    counted.session_count,
    1 - counted.distinct_rate as repeat_rate,
    counted.same_rate as same_as_previous_rate,
    counted.time_on_task_seconds,
    counted.time_on_task_low_seconds,
    counted.time_on_task_seconds
    + counted.session_count * coalesce(counted.median_gap_seconds, courses.median_gap_seconds, 0)
        as time_on_task_imputed_seconds,
    counted.is_beyond_home
from counted
inner join courses
    on counted.source_name = courses.source_name and counted.course_id = courses.course_id
