with actions as (
    select
        source_name,
        course_id,
        day_of_week,
        hour_of_day,
        action_category,
        sum(action_count) as action_count,
        count(distinct user_id) as user_count
    from {{ ref('fct_actions') }}
    where is_counted and hour_of_day is not null and course_id <> '(none)'
    group by source_name, course_id, day_of_week, hour_of_day, action_category
),

categories as (
    select distinct source_name, course_id, action_category
    from actions
),

weekdays as (
    select {{ unnest_range('1', '7') }} as day_of_week
),

hours as (
    select {{ unnest_range('0', '23') }} as hour_of_day
),

-- All 168 hours of a week for every category that the course has.
cells as (
    select
        categories.source_name,
        categories.course_id,
        categories.action_category,
        weekdays.day_of_week,
        hours.hour_of_day
    from categories
    cross join weekdays
    cross join hours
)

select
    {{ hash_key([
        'cells.source_name', 'cells.course_id', 'cells.action_category', 'cells.day_of_week', 'cells.hour_of_day',
    ]) }} as heatmap_key,
    cells.source_name,
    cells.course_id,
    cells.action_category,
    cast(cells.day_of_week as bigint) as day_of_week,
    cast(cells.hour_of_day as bigint) as hour_of_day,
    cast(coalesce(actions.action_count, 0) as bigint) as action_count,
    coalesce(actions.user_count, 0) as user_count
from cells
left join actions
    on cells.source_name = actions.source_name
    and cells.course_id = actions.course_id
    and cells.action_category = actions.action_category
    and cells.day_of_week = actions.day_of_week
    and cells.hour_of_day = actions.hour_of_day
