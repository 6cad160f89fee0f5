-- Starters of a course = those still at risk on the last day + all drop-outs and censorings up to then.
with curves as (
    select
        source_name,
        course_id,
        sum(event_count) + sum(censored_count) + min(at_risk_count) as learner_count
    from {{ ref('survival_curve') }}
    where group_name = 'all'
    group by source_name, course_id
),

starters as (
    select source_name, course_id, count(*) as learner_count
    from {{ ref('fct_enrollments') }}
    where first_acted_at is not null and (outcome_at is null or not is_dropped_out or outcome_at >= first_acted_at)
    group by source_name, course_id
)

select curves.source_name, curves.course_id, curves.learner_count, starters.learner_count as starter_count
from curves
inner join starters
    on curves.source_name = starters.source_name and curves.course_id = starters.course_id
where curves.learner_count <> starters.learner_count
