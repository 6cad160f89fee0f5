with counted as (
    select
        actions.source_name,
        actions.course_id,
        coalesce(enrollments.outcome, 'not known') as outcome,
        actions.action_category,
        cast(sum(actions.action_count) as bigint) as action_count,
        count(distinct actions.user_id) as user_count
    from {{ ref('fct_actions') }} as actions
    inner join {{ ref('fct_enrollments') }} as enrollments
        on actions.source_name = enrollments.source_name
        and actions.course_id = enrollments.course_id
        and actions.user_id = enrollments.user_id
    where actions.is_counted
    group by actions.source_name, actions.course_id, enrollments.outcome, actions.action_category
)

select
    source_name,
    course_id,
    outcome,
    action_category,
    action_count,
    user_count,
    cast(action_count as double) / user_count as actions_per_user,
    cast(action_count as double) / sum(action_count) over (partition by source_name, course_id, outcome)
        as share_of_actions
from counted
order by source_name asc, course_id asc, outcome asc, action_count desc, action_category asc
