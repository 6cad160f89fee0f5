-- Counted actions in, actions of days out. Returns the learner-courses that gained or lost some.
with signed as (
    select source_name, user_id, course_id, action_count
    from {{ ref('fct_actions') }}
    where is_counted
    union all
    select source_name, user_id, course_id, -action_count as action_count
    from {{ ref('fct_daily_engagement') }}
)

select source_name, user_id, course_id, sum(action_count) as lost_action_count
from signed
group by source_name, user_id, course_id
having sum(action_count) <> 0
