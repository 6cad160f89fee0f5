-- Counted actions in, session actions out. Returns the learner-courses that gained or lost some.
with signed as (
    select actions.source_name, actions.user_id, actions.course_id, actions.action_count
    from {{ ref('fct_actions') }} as actions
    inner join {{ ref('int_courses') }} as courses
        on actions.source_name = courses.source_name and actions.course_id = courses.course_id
    where actions.is_counted and courses.time_precision = 'second'
    union all
    select source_name, user_id, course_id, -action_count as action_count
    from {{ ref('fct_sessions') }}
)

select source_name, user_id, course_id, sum(action_count) as lost_action_count
from signed
group by source_name, user_id, course_id
having sum(action_count) <> 0
