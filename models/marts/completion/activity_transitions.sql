-- The order within a day is unknown where times are whole days, so such courses have no transitions.
with steps as (
    select
        actions.source_name,
        actions.course_id,
        actions.user_id,
        actions.activity_id,
        lead(actions.activity_id) over (
            partition by actions.source_name, actions.user_id, actions.course_id
            order by actions.course_action_number
        ) as next_activity_id
    from {{ ref('fct_actions') }} as actions
    inner join {{ ref('int_courses') }} as courses
        on actions.source_name = courses.source_name and actions.course_id = courses.course_id
    where actions.is_counted
        and actions.activity_id is not null
        and actions.course_id <> '(none)'
        and courses.time_precision = 'second'
),

counted as (
    select
        source_name,
        course_id,
        activity_id,
        next_activity_id,
        count(*) as action_count,
        count(distinct user_id) as user_count
    from steps
    where next_activity_id is not null
    group by source_name, course_id, activity_id, next_activity_id
)

select
    {{ hash_key(['source_name', 'course_id', 'activity_id', 'next_activity_id']) }} as transition_key,
    source_name,
    course_id,
    activity_id,
    next_activity_id,
    activity_id = next_activity_id as is_same_activity,
    action_count,
    user_count,
    cast(action_count as double) / sum(action_count) over (partition by source_name, course_id, activity_id)
        as transition_rate
from counted
