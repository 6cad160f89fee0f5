with learners as (
    select
        source_name,
        course_id,
        user_id,
        is_dropped_out,
        is_completed,
        is_censored,
        touched_activity_count,
        progress_rate,
        bool_or(is_dropped_out) over (partition by source_name, course_id) as has_dropouts,
        bool_or(is_completed) over (partition by source_name, course_id) as has_completions
    from {{ of_changed_courses('fct_enrollments') }}
    where first_acted_at is not null
),

-- Whoever is censored has not dropped out so far, but may still complete.
measured as (
    select *, 'not_dropped_out' as outcome_measure, case when is_dropped_out then 0 else 1 end as outcome_value
    from learners
    where has_dropouts
    union all
    select
        *,
        'completed' as outcome_measure,
        case when not is_censored then case when is_completed then 1 else 0 end end as outcome_value
    from learners
    where has_completions
)

select
    source_name,
    course_id,
    user_id,
    outcome_measure,
    outcome_value,
    is_censored,
    touched_activity_count,
    progress_rate
from measured
