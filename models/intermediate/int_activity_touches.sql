select
    source_name,
    user_id,
    course_id,
    activity_id,
    min(acted_at) as first_touched_at,
    cast(sum(action_count) as bigint) as action_count,
    min(course_action_number) as first_action_number,
    max(course_action_number) as last_action_number
from {{ ref('fct_actions') }}
where is_counted and activity_id is not null
group by source_name, user_id, course_id, activity_id
