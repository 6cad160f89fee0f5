with learners as (
    select
        enrollments.*,
        courses.is_fully_labelled,
        engagement.active_day_count,
        engagement.time_on_task_seconds,
        engagement.is_at_risk
    from {{ ref('fct_enrollments') }} as enrollments
    inner join {{ ref('user_course_engagement') }} as engagement
        on enrollments.enrollment_key = engagement.enrollment_key
    inner join {{ ref('dim_courses') }} as courses
        on enrollments.source_name = courses.source_name and enrollments.course_id = courses.course_id
),

-- A source whose labels are all there is and never say completed cannot say who completed.
sources as (
    select
        source_name,
        bool_or(is_completed) or not bool_or(is_fully_labelled) as knows_completion
    from learners
    group by source_name
),

counted as (
    select
        learners.source_name,
        learners.course_id,
        count(*) as enrolled_count,
        count(learners.first_acted_at) as started_count,
        case when sources.knows_completion then count(case when learners.is_completed then 1 end) end
            as completed_count,
        count(case when learners.outcome = 'failed' then 1 end) as failed_count,
        count(case when learners.is_dropped_out then 1 end) as dropped_out_count,
        count(case when learners.is_censored then 1 end) as censored_count,
        count(case when learners.is_at_risk then 1 end) as at_risk_count,
        median(learners.progress_rate) as median_progress_rate,
        median(learners.active_day_count) as median_active_days,
        median(learners.time_on_task_seconds) as median_time_on_task_seconds
    from learners
    inner join sources on learners.source_name = sources.source_name
    group by learners.source_name, learners.course_id, sources.knows_completion
)

select
    courses.course_key,
    courses.source_name,
    courses.course_id,
    courses.course_name,
    courses.course_type,
    courses.as_of,
    counted.enrolled_count,
    counted.started_count,
    {% for outcome in ['completed', 'dropped_out'] %}
        counted.{{ outcome }}_count,
        cast(counted.{{ outcome }}_count as double) / counted.enrolled_count as {{ outcome }}_rate,
        {{ wilson_bound('counted.' ~ outcome ~ '_count', 'counted.enrolled_count', '-') }} as {{ outcome }}_low,
        {{ wilson_bound('counted.' ~ outcome ~ '_count', 'counted.enrolled_count', '+') }} as {{ outcome }}_high,
        case
            when counted.completed_count is not null
                then cast(counted.{{ outcome }}_count as double)
                    / nullif(counted.enrolled_count - counted.censored_count, 0)
        end as {{ outcome }}_rate_of_decided,
    {% endfor %}
    counted.failed_count,
    counted.censored_count,
    cast(counted.censored_count as double) / counted.enrolled_count as censored_rate,
    counted.at_risk_count,
    cast(counted.median_progress_rate as double) as median_progress_rate,
    cast(counted.median_active_days as double) as median_active_days,
    cast(counted.median_time_on_task_seconds as double) as median_time_on_task_seconds
from counted
inner join {{ ref('dim_courses') }} as courses
    on counted.source_name = courses.source_name and counted.course_id = courses.course_id
