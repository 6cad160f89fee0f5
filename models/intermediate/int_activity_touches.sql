{{ config(pre_hook="{{ find_changed_learners(learners_of('fct_actions')) }}") }}

with touched as (
    select
        source_name,
        user_id,
        course_id,
        activity_id,
        min(acted_at) as first_touched_at,
        min(course_action_number) as first_action_number,
        max(course_action_number) as last_action_number,
        cast(sum(action_count) as bigint) as action_count
    from {{ ref('fct_actions') }}
    where is_counted and activity_id is not null and {{ is_changed_learner() }}
    group by source_name, user_id, course_id, activity_id
)

select
    source_name,
    user_id,
    course_id,
    activity_id,
    first_touched_at,
    action_count,
    first_action_number,
    last_action_number = max(last_action_number) over (partition by source_name, user_id, course_id) as is_last_touched
from touched
