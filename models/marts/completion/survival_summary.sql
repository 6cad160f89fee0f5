with steps as (
    select * from {{ ref('int_survival_steps') }}
),

-- The first duration at which half or fewer are left. The margin is for rounding: 3/4 times 2/3 is one half.
medians as (
    select
        source_name,
        course_id,
        group_set,
        group_name,
        cast(sum(learner_count) as bigint) as learner_count,
        cast(sum(event_count) as bigint) as event_count,
        cast(min(case when is_nobody_left or log_survival <= ln(0.5) + 1e-9 then duration_us end) as double) / 1000000
            as median_seconds
    from steps
    group by source_name, course_id, group_set, group_name
),

-- Log-rank test (Mantel 1966): at each duration, how many of a set's drop-outs a group has and how many it would have
-- if they fell by the numbers at risk, with the hypergeometric variance.
set_times as (
    select
        source_name,
        course_id,
        group_set,
        duration_us,
        cast(sum(event_count) as double) as event_count,
        cast(sum(sum(learner_count)) over (
            partition by source_name, course_id, group_set order by duration_us desc
            rows between unbounded preceding and current row
        ) as double) as at_risk_count
    from steps
    group by source_name, course_id, group_set, duration_us
),

group_times as (
    select
        medians.source_name,
        medians.course_id,
        medians.group_name,
        set_times.event_count,
        set_times.at_risk_count,
        coalesce(steps.event_count, 0) as group_event_count,
        cast(sum(coalesce(steps.learner_count, 0)) over (
            partition by medians.source_name, medians.course_id, medians.group_name order by set_times.duration_us desc
            rows between unbounded preceding and current row
        ) as double) as group_at_risk_count,
        set_times.duration_us
    from medians
    inner join set_times
        on medians.source_name = set_times.source_name
        and medians.course_id = set_times.course_id
        and medians.group_set = set_times.group_set
    left join steps
        on medians.source_name = steps.source_name
        and medians.course_id = steps.course_id
        and medians.group_name = steps.group_name
        and set_times.duration_us = steps.duration_us
),

{% set variance_term %}
    case
        when at_risk_count > 1
            then event_count * (group_at_risk_count / at_risk_count) * (1 - group_at_risk_count / at_risk_count)
                * (at_risk_count - event_count) / (at_risk_count - 1)
        else 0
    end
{% endset %}
{% set excess_term = 'group_event_count - event_count * group_at_risk_count / at_risk_count' %}

totals as (
    select
        source_name,
        course_id,
        group_name,
        {{ exact_sum(excess_term, 100000000000000) }} as excess,
        {{ exact_sum(variance_term, 100000000000000) }} as variance
    from group_times
    group by source_name, course_id, group_name
),

-- A group without others has no variance, and no test.
tested as (
    select source_name, course_id, group_name, round(excess * excess / nullif(variance, 0), 12) as chi_square
    from totals
)

select
    {{ hash_key(['medians.source_name', 'medians.course_id', 'medians.group_name']) }} as survival_summary_key,
    medians.source_name,
    medians.course_id,
    medians.group_set,
    medians.group_name,
    medians.learner_count,
    medians.event_count,
    medians.median_seconds,
    tested.chi_square as log_rank_chi_square,
    2 * {{ normal_tail('sqrt(tested.chi_square)') }} as log_rank_p_value
from medians
inner join tested
    on medians.source_name = tested.source_name
    and medians.course_id = tested.course_id
    and medians.group_name = tested.group_name
