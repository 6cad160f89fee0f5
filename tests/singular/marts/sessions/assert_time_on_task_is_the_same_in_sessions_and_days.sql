-- A pause is credited to its earlier action: to that action's session and to that action's day. Sums must agree.
with signed as (
    select source_name, user_id, course_id, time_on_task_seconds, time_on_task_low_seconds
    from {{ ref('fct_sessions') }}
    union all
    select
        source_name,
        user_id,
        course_id,
        -time_on_task_seconds as time_on_task_seconds,
        -time_on_task_low_seconds as time_on_task_low_seconds
    from {{ ref('fct_daily_engagement') }}
)

select source_name, user_id, course_id
from signed
group by source_name, user_id, course_id
having abs(sum(time_on_task_seconds)) > 0.001 or abs(sum(time_on_task_low_seconds)) > 0.001
