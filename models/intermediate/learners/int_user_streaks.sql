with days as (
    select
        daily.source_name,
        daily.user_id,
        daily.course_id,
        daily.acted_on,
        courses.as_of_date,
        {{ days_between(
            'lag(daily.acted_on) over (partition by daily.source_name, daily.user_id, daily.course_id'
            ~ ' order by daily.acted_on)',
            'daily.acted_on'
        ) }} as gap_days
    from {{ ref('fct_daily_engagement') }} as daily
    inner join {{ ref('int_courses') }} as courses
        on daily.source_name = courses.source_name and daily.course_id = courses.course_id
    where daily.course_id <> '(none)'
),

numbered as (
    select
        *,
        sum(case when gap_days = 1 then 0 else 1 end) over (
            partition by source_name, user_id, course_id order by acted_on
            rows between unbounded preceding and current row
        ) as streak_number
    from days
),

streaks as (
    select
        source_name,
        user_id,
        course_id,
        streak_number,
        count(*) as day_count,
        max(gap_days) as longest_gap_days,
        min({{ days_between('acted_on', 'as_of_date') }}) as days_since_last
    from numbered
    group by source_name, user_id, course_id, streak_number
)

select
    source_name,
    user_id,
    course_id,
    cast(sum(day_count) as bigint) as active_day_count,
    min(days_since_last) as days_since_last,
    max(day_count) as longest_streak_days,
    max(case when days_since_last <= 1 then day_count else 0 end) as current_streak_days,
    max(longest_gap_days) as longest_gap_days
from streaks
group by source_name, user_id, course_id
