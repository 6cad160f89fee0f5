-- Kaplan and Meier 1958: at each duration the share of those still at risk who go on. Drop-outs come before censorings.
with durations as (
    select
        source_name,
        course_id,
        group_set,
        group_name,
        entry_day,
        duration_us,
        count(*) as learner_count,
        count(case when is_dropped_out then 1 end) as event_count
    from {{ ref('int_survival_durations') }}
    group by source_name, course_id, group_set, group_name, entry_day, duration_us
),

at_risk as (
    select
        *,
        cast(sum(learner_count) over (
            partition by source_name, course_id, group_name order by duration_us desc
            rows between unbounded preceding and current row
        ) as bigint) as at_risk_count
    from durations
)

-- Products as sums of logarithms; Greenwood's sum for the variance. Both end where everybody left drops out.
select
    *,
    sum(case when event_count < at_risk_count then ln(1 - cast(event_count as double) / at_risk_count) end) over (
        partition by source_name, course_id, group_name order by duration_us
        rows between unbounded preceding and current row
    ) as log_survival,
    sum(
        case
            when event_count < at_risk_count
                then cast(event_count as double) / (cast(at_risk_count as double) * (at_risk_count - event_count))
        end
    ) over (
        partition by source_name, course_id, group_name order by duration_us
        rows between unbounded preceding and current row
    ) as greenwood_sum,
    max(case when event_count = at_risk_count then 1 else 0 end) over (
        partition by source_name, course_id, group_name order by duration_us
        rows between unbounded preceding and current row
    ) = 1 as is_nobody_left
from at_risk
