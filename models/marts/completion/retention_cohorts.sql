with active_weeks as (
    select
        source_name,
        course_id,
        user_id,
        course_week,
        min(course_week) over (partition by source_name, course_id, user_id) as cohort_week,
        max(course_week) over (partition by source_name, course_id, user_id) as last_week
    from {{ ref('fct_weekly_engagement') }}
    where state <> 'lapsed'
),

members as (
    select distinct
        active_weeks.source_name,
        active_weeks.course_id,
        active_weeks.user_id,
        active_weeks.cohort_week,
        active_weeks.last_week,
        enrollments.is_dropped_out
    from active_weeks
    inner join {{ ref('fct_enrollments') }} as enrollments
        on active_weeks.source_name = enrollments.source_name
        and active_weeks.course_id = enrollments.course_id
        and active_weeks.user_id = enrollments.user_id
),

cohorts as (
    select
        source_name,
        course_id,
        cohort_week,
        count(*) as cohort_size,
        count(case when is_dropped_out then 1 end) as dropped_out_users
    from members
    group by source_name, course_id, cohort_week
),

-- Every week from the cohort's own to that of as_of, those in which nobody came back included.
weeks as (
    select
        numbered.*,
        numbered.cohort_week + numbered.week_number as course_week
    from (
        select
            cohorts.*,
            courses.starts_on,
            courses.as_of_date,
            courses.time_precision,
            {{ unnest_range(
                '0', week_of(days_between('courses.starts_on', 'courses.as_of_date')) ~ ' - cohorts.cohort_week'
            ) }} as week_number
        from cohorts
        inner join {{ ref('int_courses') }} as courses
            on cohorts.source_name = courses.source_name and cohorts.course_id = courses.course_id
    ) as numbered
),

active as (
    select source_name, course_id, cohort_week, course_week, count(*) as active_users
    from active_weeks
    group by source_name, course_id, cohort_week, course_week
),

leaving as (
    select source_name, course_id, cohort_week, last_week, count(*) as user_count
    from members
    group by source_name, course_id, cohort_week, last_week
),

later as (
    select
        weeks.source_name,
        weeks.course_id,
        weeks.cohort_week,
        weeks.course_week,
        cast(coalesce(sum(leaving.user_count), 0) as bigint) as active_later_users
    from weeks
    left join leaving
        on weeks.source_name = leaving.source_name
        and weeks.course_id = leaving.course_id
        and weeks.cohort_week = leaving.cohort_week
        and weeks.course_week <= leaving.last_week
    group by weeks.source_name, weeks.course_id, weeks.cohort_week, weeks.course_week
)

select
    {{ hash_key(['weeks.source_name', 'weeks.course_id', 'weeks.cohort_week', 'weeks.week_number']) }} as cohort_key,
    weeks.source_name,
    weeks.course_id,
    weeks.cohort_week,
    cast(weeks.week_number as bigint) as week_number,
    weeks.course_week,
    weeks.cohort_size,
    coalesce(active.active_users, 0) as active_users,
    cast(coalesce(active.active_users, 0) as double) / weeks.cohort_size as retention_rate,
    later.active_later_users,
    cast(later.active_later_users as double) / weeks.cohort_size as retention_later_rate,
    {{ is_complete_week('weeks.course_week', 'weeks') }} as is_complete_week,
    weeks.dropped_out_users,
    cast(weeks.dropped_out_users as double) / weeks.cohort_size as dropout_rate
from weeks
inner join later
    on weeks.source_name = later.source_name
    and weeks.course_id = later.course_id
    and weeks.cohort_week = later.cohort_week
    and weeks.course_week = later.course_week
left join active
    on weeks.source_name = active.source_name
    and weeks.course_id = active.course_id
    and weeks.cohort_week = active.cohort_week
    and weeks.course_week = active.course_week
