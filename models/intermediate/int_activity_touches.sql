{{ config(pre_hook="{{ find_changed_learners(learners_of('int_actions')) }}") }}

-- Positions of a learner's actions that have an activity, in total order.
with numbered as (
    select
        actions.source_name,
        actions.user_id,
        actions.course_id,
        actions.activity_id,
        actions.acted_at,
        actions.action_count,
        row_number() over (
            partition by actions.source_name, actions.user_id, actions.course_id
            order by actions.acted_at, actions.sequence nulls last, actions.action_id
        ) as place
    from {{ ref('int_actions') }} as actions
    inner join {{ ref('int_courses') }} as courses
        on actions.source_name = courses.source_name and actions.course_id = courses.course_id
    where actions.is_engagement and actions.activity_id is not null and actions.acted_at <= courses.as_of
        and {{ is_changed_learner('actions') }}
),

touched as (
    select
        source_name,
        user_id,
        course_id,
        activity_id,
        min(acted_at) as first_touched_at,
        min(place) as first_place,
        max(place) as last_place,
        cast(sum(action_count) as bigint) as action_count
    from numbered
    group by source_name, user_id, course_id, activity_id
)

select
    source_name,
    user_id,
    course_id,
    activity_id,
    first_touched_at,
    action_count,
    first_place,
    last_place = max(last_place) over (partition by source_name, user_id, course_id) as is_last_touched
from touched
