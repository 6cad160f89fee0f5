with weeks as (
    select
        source_name,
        user_id,
        course_id,
        {{ week_of('course_day') }} as course_week,
        sum(action_count) as action_count,
        count(*) as active_day_count,
        sum(session_count) as session_count,
        {{ exact_sum('time_on_task_seconds') }} as time_on_task_seconds,
        {{ exact_sum('time_on_task_low_seconds') }} as time_on_task_low_seconds,
        {% for category in action_categories() %}
            sum({{ category }}_action_count) as {{ category }}_action_count
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from {{ ref('fct_daily_engagement') }}
    where course_id <> '(none)'
    group by source_name, user_id, course_id, {{ week_of('course_day') }}
),

activities as (
    select source_name, user_id, course_id, course_week, count(distinct activity_id) as activity_count
    from {{ ref('fct_actions') }}
    where is_counted
    group by source_name, user_id, course_id, course_week
),

sequenced as (
    select
        *,
        lag(course_week) over learner_weeks as previous_week,
        lead(course_week) over learner_weeks as next_week
    from weeks
    window learner_weeks as (partition by source_name, user_id, course_id order by course_week)
),

active as (
    select
        sequenced.source_name,
        sequenced.user_id,
        sequenced.course_id,
        sequenced.course_week,
        case
            when sequenced.previous_week is null then 'new'
            when sequenced.previous_week = sequenced.course_week - 1 then 'retained'
            else 'returned'
        end as state,
        sequenced.action_count,
        sequenced.active_day_count,
        sequenced.session_count,
        activities.activity_count,
        sequenced.time_on_task_seconds,
        sequenced.time_on_task_low_seconds,
        {% for category in action_categories() %}
            sequenced.{{ category }}_action_count
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from sequenced
    inner join activities
        on sequenced.source_name = activities.source_name
        and sequenced.user_id = activities.user_id
        and sequenced.course_id = activities.course_id
        and sequenced.course_week = activities.course_week
),

-- Only the first week without an action, and only once it is over: until then the user may still come.
lapsed as (
    select
        sequenced.source_name,
        sequenced.user_id,
        sequenced.course_id,
        sequenced.course_week + 1 as course_week,
        'lapsed' as state,
        0 as action_count,
        0 as active_day_count,
        case when courses.time_precision = 'second' then 0 end as session_count,
        0 as activity_count,
        case when courses.time_precision = 'second' then 0 end as time_on_task_seconds,
        case when courses.time_precision = 'second' then 0 end as time_on_task_low_seconds,
        {% for category in action_categories() %}
            0 as {{ category }}_action_count
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from sequenced
    inner join {{ ref('int_courses') }} as courses
        on sequenced.source_name = courses.source_name and sequenced.course_id = courses.course_id
    where coalesce(sequenced.next_week > sequenced.course_week + 1, true)
        and {{ is_complete_week('sequenced.course_week + 1') }}
),

states as (
    select * from active
    union all
    select * from lapsed
)

select
    {{ hash_key([
        'states.source_name', 'states.user_id', 'states.course_id', 'states.course_week',
    ]) }} as weekly_engagement_key,
    states.source_name,
    states.user_id,
    states.course_id,
    states.course_week,
    states.state,
    {{ is_complete_week('states.course_week') }} as is_complete_week,
    cast(states.action_count as bigint) as action_count,
    cast(states.active_day_count as bigint) as active_day_count,
    cast(states.session_count as bigint) as session_count,
    cast(states.activity_count as bigint) as activity_count,
    cast(states.time_on_task_seconds as double) as time_on_task_seconds,
    cast(states.time_on_task_low_seconds as double) as time_on_task_low_seconds,
    {% for category in action_categories() %}
        cast(states.{{ category }}_action_count as bigint) as {{ category }}_action_count
        {%- if not loop.last %},{% endif %}
    {% endfor %}
from states
inner join {{ ref('int_courses') }} as courses
    on states.source_name = courses.source_name and states.course_id = courses.course_id
