with days as (
    select
        source_name,
        user_id,
        course_id,
        acted_on,
        min(course_day) as course_day,
        sum(action_count) as action_count,
        count(distinct activity_id) as activity_count,
        {{ exact_sum('time_on_task_seconds') }} as time_on_task_seconds,
        {{ exact_sum('time_on_task_low_seconds') }} as time_on_task_low_seconds,
        {% for category in action_categories() %}
            sum(case when action_category = '{{ category }}' then action_count else 0 end)
                as {{ category }}_action_count
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from {{ ref('fct_actions') }}
    where is_counted
    group by source_name, user_id, course_id, acted_on
),

sessions as (
    select source_name, user_id, course_id, started_on, count(*) as session_count
    from {{ ref('fct_sessions') }}
    group by source_name, user_id, course_id, started_on
)

-- A session counts on the day it starts, so a day can have actions and no session. Without clock time in the day there
-- are none at all, and time on task is unknown.
select
    {{ hash_key(['days.source_name', 'days.user_id', 'days.course_id', 'cast(days.acted_on as string)']) }}
        as daily_engagement_key,
    days.source_name,
    days.user_id,
    days.course_id,
    days.acted_on,
    days.course_day,
    cast(days.action_count as bigint) as action_count,
    case when courses.time_precision = 'second' then coalesce(sessions.session_count, 0) end as session_count,
    days.activity_count,
    days.time_on_task_seconds,
    days.time_on_task_low_seconds,
    {% for category in action_categories() %}
        cast(days.{{ category }}_action_count as bigint) as {{ category }}_action_count
        {%- if not loop.last %},{% endif %}
    {% endfor %}
from days
inner join {{ ref('int_courses') }} as courses
    on days.source_name = courses.source_name and days.course_id = courses.course_id
left join sessions
    on days.source_name = sessions.source_name
    and days.user_id = sessions.user_id
    and days.course_id = sessions.course_id
    and days.acted_on = sessions.started_on
