-- Each category of a course has all 168 hours, and the cells add up to the counted actions with clock time.
with cells as (
    select source_name, course_id, action_category, count(*) as cell_count, sum(action_count) as action_count
    from {{ ref('activity_heatmap') }}
    group by source_name, course_id, action_category
),

actions as (
    select source_name, course_id, action_category, sum(action_count) as action_count
    from {{ ref('fct_actions') }}
    where is_counted and hour_of_day is not null and course_id <> '(none)'
    group by source_name, course_id, action_category
)

select actions.source_name, actions.course_id, actions.action_category
from actions
left join cells
    on actions.source_name = cells.source_name
    and actions.course_id = cells.course_id
    and actions.action_category = cells.action_category
where cells.cell_count is distinct from 7 * 24 or cells.action_count <> actions.action_count
