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

{% set so_far %}
    over (
        partition by source_name, course_id, group_name order by duration_us
        rows between unbounded preceding and current row
    )
{% endset %}
{% set log_of_share %}
    case when event_count < at_risk_count then ln(1 - cast(event_count as double) / at_risk_count) end
{% endset %}
{% set greenwood_term %}
    case
        when event_count < at_risk_count
            then cast(event_count as double) / (cast(at_risk_count as double) * (at_risk_count - event_count))
    end
{% endset %}

-- Products as sums of logarithms; Greenwood's sum for the variance. Both end where everybody left drops out.
select
    *,
    {{ exact_sum(log_of_share, 1000000000000000, so_far) }} as log_survival,
    {{ exact_sum(greenwood_term, 1000000000000000, so_far) }} as greenwood_sum,
    max(case when event_count = at_risk_count then 1 else 0 end) {{ so_far }} = 1 as is_nobody_left
from at_risk
