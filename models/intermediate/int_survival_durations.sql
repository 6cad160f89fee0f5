{% set day_us = 24 * 60 * 60 * 1000000 %}
{% set landmark_day = one_of('headline_landmark_day', 'landmark_days') %}
{% set percent = one_of('early_progress_percent', 'early_progress_percents') %}

-- From the own first action to drop-out or, censored, to as_of. Learners who never acted, or whose drop-out is dated
-- before their first action, have no duration.
with learners as (
    select
        enrollments.source_name,
        enrollments.course_id,
        enrollments.user_id,
        enrollments.user_type,
        {{ week_of(days_between('courses.starts_on', local_date('enrollments.first_acted_at'))) }} as cohort_week,
        enrollments.is_dropped_out,
        {{ epoch_us('case when enrollments.is_dropped_out then enrollments.outcome_at else courses.as_of end') }}
        - {{ epoch_us('enrollments.first_acted_at') }} as duration_us
    from {{ ref('fct_enrollments') }} as enrollments
    inner join {{ ref('int_courses') }} as courses
        on enrollments.source_name = courses.source_name and enrollments.course_id = courses.course_id
    where enrollments.first_acted_at is not null
),

activity_counts as (
    select source_name, course_id, count(*) as activity_count
    from {{ ref('int_activities') }}
    where counts_for_progress
    group by source_name, course_id
),

-- Later behaviour never decides on a group: it is fixed at the first action or, for early progress, at the landmark,
-- where whoever is still observed enters.
grouped as (
    select *, 'all' as group_set, 'all' as group_name, 0 as entry_day
    from learners
    union all
    select *, 'cohort_week' as group_set, concat('cohort week ', cohort_week) as group_name, 0 as entry_day
    from learners
    union all
    select *, 'user_type' as group_set, concat('user type ', user_type) as group_name, 0 as entry_day
    from learners
    where user_type is not null
    union all
    select
        learners.*,
        'early_progress' as group_set,
        case
            when early.touched_activity_count >= {{ activities_for(percent, 'activity_counts.activity_count') }}
                then 'early progress {{ percent }} % or more'
            else 'early progress below {{ percent }} %'
        end as group_name,
        {{ landmark_day }} as entry_day
    from learners
    inner join {{ ref('int_landmark_engagement') }} as early
        on learners.source_name = early.source_name
        and learners.user_id = early.user_id
        and learners.course_id = early.course_id
        and early.landmark_day = {{ landmark_day }}
    inner join activity_counts
        on learners.source_name = activity_counts.source_name and learners.course_id = activity_counts.course_id
    where learners.duration_us >= {{ landmark_day * day_us }}
)

select
    source_name,
    course_id,
    user_id,
    group_set,
    group_name,
    cast(entry_day as bigint) as entry_day,
    is_dropped_out,
    duration_us
from grouped
where duration_us >= 0
