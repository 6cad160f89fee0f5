{% set day_us = 24 * 60 * 60 * 1000000 %}
{% set landmark_days = rising_numbers('landmark_days') %}

with learners as (
    select
        enrollments.source_name,
        enrollments.user_id,
        enrollments.course_id,
        courses.time_precision,
        {{ epoch_us('enrollments.first_acted_at') }} as first_us,
        {{ epoch_us('enrollments.last_acted_at') }} as last_us,
        {{ epoch_us('enrollments.outcome_at') }} as outcome_us
    from {{ ref('fct_enrollments') }} as enrollments
    inner join {{ ref('int_courses') }} as courses
        on enrollments.source_name = courses.source_name and enrollments.course_id = courses.course_id
    where enrollments.first_acted_at is not null
),

landmarks as (
    {% for landmark_day in landmark_days %}
        select *, {{ landmark_day }} as landmark_day, first_us + {{ landmark_day * day_us }} as landmark_us
        from learners
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

activities as (
    select source_name, course_id, activity_id
    from {{ ref('int_activities') }}
    where counts_for_progress
),

activity_counts as (
    select source_name, course_id, count(*) as activity_count
    from activities
    group by source_name, course_id
),

-- A join with activities instead would pair each of them with each learner of its course, where some courses changed.
touches as (
    select
        touches.source_name,
        touches.user_id,
        touches.course_id,
        {{ epoch_us('touches.first_touched_at') }} as touched_us
    from {{ ref('int_activity_touches') }} as touches
    where
        (touches.source_name, touches.course_id, touches.activity_id) in (
            select activities.source_name, activities.course_id, activities.activity_id
            from activities
        )
),

touched as (
    select
        landmarks.source_name,
        landmarks.user_id,
        landmarks.course_id,
        landmarks.landmark_day,
        count(*) as touched_activity_count
    from landmarks
    inner join touches
        on landmarks.source_name = touches.source_name
        and landmarks.user_id = touches.user_id
        and landmarks.course_id = touches.course_id
        and landmarks.landmark_us > touches.touched_us
    group by landmarks.source_name, landmarks.user_id, landmarks.course_id, landmarks.landmark_day
),

early_actions as (
    select
        learners.source_name,
        learners.user_id,
        learners.course_id,
        learners.first_us,
        actions.acted_on,
        actions.action_category,
        actions.action_count,
        actions.time_on_task_seconds,
        {{ epoch_us('actions.acted_at') }} as acted_us,
        case when actions.action_number = 1 then 1 else 0 end as is_session_start
    from learners
    inner join {{ ref('fct_actions') }} as actions
        on learners.source_name = actions.source_name
        and learners.user_id = actions.user_id
        and learners.course_id = actions.course_id
        and learners.first_us + {{ landmark_days | last * day_us }} > {{ epoch_us('actions.acted_at') }}
    where actions.is_counted
),

-- The first landmark day after an action, and after its pause: one that ends after a landmark is not known there.
with_landmarks as (
    select
        *,
        {% for column, us in {
            'acted_before_day': 'acted_us - first_us',
            'ended_before_day': 'acted_us + cast(round(time_on_task_seconds * 1000000) as bigint) - first_us',
        }.items() %}
            case
                {% for landmark_day in landmark_days %}
                    when {{ us }} < {{ landmark_day * day_us }} then {{ landmark_day }}
                {% endfor %}
            end as {{ column }}
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from early_actions
),

days as (
    select
        source_name,
        user_id,
        course_id,
        acted_on,
        acted_before_day,
        ended_before_day,
        sum(action_count) as action_count,
        sum(is_session_start) as session_count,
        {{ exact_sum('time_on_task_seconds') }} as time_on_task_seconds,
        {% for category in action_categories() %}
            sum(case when action_category = '{{ category }}' then action_count else 0 end)
                as {{ category }}_action_count
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from with_landmarks
    group by source_name, user_id, course_id, acted_on, acted_before_day, ended_before_day
),

counted as (
    select
        landmarks.source_name,
        landmarks.user_id,
        landmarks.course_id,
        landmarks.landmark_day,
        count(distinct days.acted_on) as active_day_count,
        sum(days.action_count) as action_count,
        sum(days.session_count) as session_count,
        {{ exact_sum(
            'case when days.ended_before_day <= landmarks.landmark_day then days.time_on_task_seconds else 0 end'
        ) }} as time_on_task_seconds,
        {% for category in action_categories() %}
            sum(days.{{ category }}_action_count) as {{ category }}_action_count
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from landmarks
    inner join days
        on landmarks.source_name = days.source_name
        and landmarks.user_id = days.user_id
        and landmarks.course_id = days.course_id
        and landmarks.landmark_day >= days.acted_before_day
    group by landmarks.source_name, landmarks.user_id, landmarks.course_id, landmarks.landmark_day
)

select
    landmarks.source_name,
    landmarks.user_id,
    landmarks.course_id,
    cast(landmarks.landmark_day as bigint) as landmark_day,
    landmarks.last_us >= landmarks.landmark_us as is_still_active,
    coalesce(landmarks.outcome_us < landmarks.landmark_us, false) as is_decided_before,
    coalesce(touched.touched_activity_count, 0) as touched_activity_count,
    cast(coalesce(touched.touched_activity_count, 0) as double) / activity_counts.activity_count as progress_rate,
    cast(counted.action_count as bigint) as action_count,
    counted.active_day_count,
    case when landmarks.time_precision = 'second' then cast(counted.session_count as bigint) end as session_count,
    case when landmarks.time_precision = 'second' then counted.time_on_task_seconds end as time_on_task_seconds,
    {% for category in action_categories() %}
        cast(counted.{{ category }}_action_count as bigint) as {{ category }}_action_count
        {%- if not loop.last %},{% endif %}
    {% endfor %}
from landmarks
inner join counted
    on landmarks.source_name = counted.source_name
    and landmarks.user_id = counted.user_id
    and landmarks.course_id = counted.course_id
    and landmarks.landmark_day = counted.landmark_day
left join touched
    on landmarks.source_name = touched.source_name
    and landmarks.user_id = touched.user_id
    and landmarks.course_id = touched.course_id
    and landmarks.landmark_day = touched.landmark_day
left join activity_counts
    on landmarks.source_name = activity_counts.source_name and landmarks.course_id = activity_counts.course_id
