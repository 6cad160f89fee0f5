{% set windows = [1, 7, 28] %}

with user_days as (
    select
        source_name,
        course_id,
        user_id,
        acted_on,
        action_count,
        session_count,
        lead(acted_on) over (partition by source_name, course_id, user_id order by acted_on) as next_acted_on,
        row_number() over (partition by source_name, course_id, user_id order by acted_on) as active_day_number
    from {{ ref('fct_daily_engagement') }}
    where course_id <> '(none)'
),

-- From the first active day to the day of as_of, those with nobody included.
days as (
    select
        source_name,
        course_id,
        as_of_date,
        time_precision,
        starts_on,
        ends_on,
        first_on,
        {{ add_days('first_on', 'day_number') }} as activity_date
    from (
        select
            courses.source_name,
            courses.course_id,
            courses.as_of_date,
            courses.time_precision,
            courses.starts_on,
            {{ local_date('coalesce(courses.ends_at, courses.as_of)', 'courses.has_clock_time') }} as ends_on,
            firsts.first_on,
            {{ unnest_range('0', days_between('firsts.first_on', 'courses.as_of_date')) }} as day_number
        from {{ ref('int_courses') }} as courses
        inner join (
            select source_name, course_id, min(acted_on) as first_on
            from user_days
            group by source_name, course_id
        ) as firsts
            on courses.source_name = firsts.source_name and courses.course_id = firsts.course_id
    ) as numbered
),

-- An active day keeps its user in a window of n days until the n-th day after it, or until the user's next active day,
-- which does so from then on. So a running sum of arrivals and departures counts each user once.
changes as (
    {% for window in windows %}
        select source_name, course_id, acted_on as changed_on, {{ window }} as window_days, 1 as user_change
        from user_days
        union all
        select
            source_name,
            course_id,
            case
                when next_acted_on <= {{ add_days('acted_on', window) }} then next_acted_on
                else {{ add_days('acted_on', window) }}
            end as changed_on,
            {{ window }} as window_days,
            -1 as user_change
        from user_days
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

daily_changes as (
    select
        source_name,
        course_id,
        changed_on,
        {% for window in windows %}
            sum(case when window_days = {{ window }} then user_change else 0 end) as change_{{ window }}d
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from changes
    group by source_name, course_id, changed_on
),

daily_actions as (
    select
        source_name,
        course_id,
        acted_on,
        sum(action_count) as action_count,
        sum(session_count) as session_count,
        count(case when active_day_number = 1 then 1 end) as new_users
    from user_days
    group by source_name, course_id, acted_on
),

counted as (
    select
        days.source_name,
        days.course_id,
        days.activity_date,
        days.as_of_date,
        days.time_precision,
        {{ course_phase('days.activity_date', 'days.starts_on', 'days.ends_on') }} as course_phase,
        {{ days_between('days.first_on', 'days.activity_date') }} as days_before,
        {% for window in windows %}
            cast(sum(coalesce(daily_changes.change_{{ window }}d, 0)) over (
                partition by days.source_name, days.course_id order by days.activity_date
                rows between unbounded preceding and current row
            ) as bigint) as active_users_{{ window }}d,
        {% endfor %}
        cast(coalesce(daily_actions.action_count, 0) as bigint) as action_count,
        case when days.time_precision = 'second' then cast(coalesce(daily_actions.session_count, 0) as bigint) end
            as session_count,
        coalesce(daily_actions.new_users, 0) as new_users
    from days
    left join daily_changes
        on days.source_name = daily_changes.source_name
        and days.course_id = daily_changes.course_id
        and days.activity_date = daily_changes.changed_on
    left join daily_actions
        on days.source_name = daily_actions.source_name
        and days.course_id = daily_actions.course_id
        and days.activity_date = daily_actions.acted_on
),

-- A day is over when as_of lies at least on the next day; a day-grained source knows whole days only.
with_mean as (
    select
        *,
        time_precision = 'second'
        and as_of_date <= activity_date as is_incomplete_day,
        avg(active_users_1d) over (
            partition by source_name, course_id order by activity_date
            rows between 6 preceding and current row
        ) as mean_active_users_1d
    from counted
)

select
    {{ hash_key(['source_name', 'course_id', 'cast(activity_date as string)']) }} as course_date_key,
    source_name,
    course_id,
    activity_date,
    course_phase,
    active_users_1d,
    active_users_7d,
    active_users_28d,
    days_before < 6 or is_incomplete_day as is_partial_7d_window,
    days_before < 27 or is_incomplete_day as is_partial_window,
    mean_active_users_1d / nullif(active_users_7d, 0) as stickiness_rate,
    action_count,
    session_count,
    new_users
from with_mean
