with learners as (
    select
        enrollments.source_name,
        enrollments.course_id,
        enrollments.user_id,
        enrollments.is_dropped_out,
        enrollments.is_completed,
        enrollments.is_censored,
        enrollments.final_grade,
        enrollments.touched_activity_count,
        enrollments.progress_rate,
        engagement.is_outlier,
        bool_or(enrollments.is_dropped_out) over course as has_dropouts,
        bool_or(enrollments.is_completed) over course as has_completions
    from {{ ref('fct_enrollments') }} as enrollments
    inner join {{ ref('user_course_engagement') }} as engagement
        on enrollments.enrollment_key = engagement.enrollment_key
    where enrollments.first_acted_at is not null
    window course as (partition by enrollments.source_name, enrollments.course_id)
),

-- Whoever is censored has not dropped out so far, but may still complete.
measured as (
    select *, 'not_dropped_out' as outcome_measure, case when is_dropped_out then 0.0e0 else 1.0e0 end as outcome_value
    from learners
    where has_dropouts
    union all
    select
        *,
        'completed' as outcome_measure,
        case when not is_censored then case when is_completed then 1.0e0 else 0.0e0 end end as outcome_value
    from learners
    where has_completions
    union all
    select *, 'final_grade' as outcome_measure, final_grade as outcome_value
    from learners
    where final_grade is not null
)

select
    source_name,
    course_id,
    user_id,
    outcome_measure,
    outcome_value,
    is_censored,
    is_outlier,
    touched_activity_count,
    progress_rate
from measured
