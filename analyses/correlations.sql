{% set measures = [
    'action_count', 'activity_count', 'active_day_count', 'session_count', 'time_on_task_seconds', 'progress_rate',
    'repeat_rate', 'same_as_previous_rate', 'longest_streak_days', 'longest_gap_days', 'days_since_last',
    'regularity_pdh', 'regularity_pwd', 'regularity_ws1', 'pacing_lag_seconds', 'attempts_per_completed',
] %}

with measured as (
    {% for measure in measures %}
        select
            source_name,
            course_id,
            user_id,
            '{{ measure }}' as measure,
            {{ loop.index }} as measure_number,
            cast({{ measure }} as double) as number
        from {{ ref('user_course_engagement') }}
        where action_count > 0 and {{ measure }} is not null
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

-- Each two measures of the users who have both, with their ranks among these users.
pairs as (
    select
        first_measures.source_name,
        first_measures.course_id,
        first_measures.measure,
        second_measures.measure as other_measure,
        first_measures.number,
        second_measures.number as other_number
    from measured as first_measures
    inner join measured as second_measures
        on first_measures.source_name = second_measures.source_name
        and first_measures.course_id = second_measures.course_id
        and first_measures.user_id = second_measures.user_id
        and first_measures.measure_number < second_measures.measure_number
),

ranked as (
    select
        *,
        {{ mean_rank('number', 'source_name, course_id, measure, other_measure') }} as number_rank,
        {{ mean_rank('other_number', 'source_name, course_id, measure, other_measure') }} as other_rank
    from pairs
)

-- Measures that are the same for all have no correlation.
select
    source_name,
    course_id,
    measure,
    other_measure,
    count(*) as user_count,
    corr(number, other_number) as pearson,
    corr(number_rank, other_rank) as spearman
from ranked
group by source_name, course_id, measure, other_measure
having min(number) < max(number) and min(other_number) < max(other_number)
order by source_name asc, course_id asc, abs(corr(number_rank, other_rank)) desc, measure asc, other_measure asc
