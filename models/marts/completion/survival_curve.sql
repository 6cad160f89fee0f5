{% set day_us = day_seconds() * 1000000 %}

-- How long each learner stayed, from the own first action to drop-out or, censored, to as_of. Learners who never acted,
-- or whose drop-out is dated before their first action, have no duration.
with learners as (
    select
        enrollments.source_name,
        enrollments.course_id,
        'all' as group_name,
        enrollments.is_dropped_out,
        {{ epoch_us('case when enrollments.is_dropped_out then enrollments.outcome_at else courses.as_of end') }}
        - {{ epoch_us('enrollments.first_acted_at') }} as duration_us
    from {{ ref('fct_enrollments') }} as enrollments
    inner join {{ ref('dim_courses') }} as courses
        on enrollments.source_name = courses.source_name and enrollments.course_id = courses.course_id
    where enrollments.first_acted_at is not null
),

-- Kaplan and Meier 1958: at each duration the share of those still at risk who go on. Drop-outs come before censorings.
durations as (
    select
        source_name,
        course_id,
        group_name,
        duration_us,
        count(*) as learner_count,
        count(case when is_dropped_out then 1 end) as event_count
    from learners
    where duration_us >= 0
    group by source_name, course_id, group_name, duration_us
),

at_risk as (
    select
        *,
        cast(sum(learner_count) over (
            partition by source_name, course_id, group_name order by duration_us desc
            rows between unbounded preceding and current row
        ) as bigint) as at_risk_count
    from durations
),

-- Products as sums of logarithms; Greenwood's sum for the variance. Both end where everybody left drops out.
steps as (
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
),

-- The whole day at whose end, at the latest, a step has happened: row d holds the curve at d days exactly.
daily_steps as (
    select
        source_name,
        course_id,
        group_name,
        cast(ceil(cast(duration_us as double) / {{ day_us }}) as bigint) as course_day,
        cast(sum(learner_count) as bigint) as learner_count,
        cast(sum(event_count) as bigint) as event_count,
        max(duration_us) as last_duration_us
    from steps
    group by source_name, course_id, group_name, cast(ceil(cast(duration_us as double) / {{ day_us }}) as bigint)
),

days as (
    select source_name, course_id, group_name, learner_count, {{ unnest_range('0', 'last_day') }} as course_day
    from (
        select
            source_name,
            course_id,
            group_name,
            cast(sum(learner_count) as bigint) as learner_count,
            cast(floor(cast(max(duration_us) as double) / {{ day_us }}) as bigint) as last_day
        from steps
        group by source_name, course_id, group_name
    ) as spans
),

counted as (
    select
        days.source_name,
        days.course_id,
        days.group_name,
        days.course_day,
        days.learner_count - cast(coalesce(sum(daily_steps.learner_count) over running, 0) as bigint) as at_risk_count,
        coalesce(daily_steps.event_count, 0) as event_count,
        coalesce(daily_steps.learner_count - daily_steps.event_count, 0) as censored_count,
        max(daily_steps.last_duration_us) over running as last_duration_us
    from days
    left join daily_steps
        on days.source_name = daily_steps.source_name
        and days.course_id = daily_steps.course_id
        and days.group_name = daily_steps.group_name
        and days.course_day = daily_steps.course_day
    window running as (
        partition by days.source_name, days.course_id, days.group_name order by days.course_day
        rows between unbounded preceding and current row
    )
),

survived as (
    select
        counted.*,
        case when steps.is_nobody_left then 0 else exp(coalesce(steps.log_survival, 0)) end as survival_rate,
        case when not steps.is_nobody_left then steps.greenwood_sum end as greenwood_sum
    from counted
    left join steps
        on counted.source_name = steps.source_name
        and counted.course_id = steps.course_id
        and counted.group_name = steps.group_name
        and counted.last_duration_us = steps.duration_us
)

-- The interval is made on the log-log scale, which keeps it within 0 and 1; at 1 and at 0 it is not defined.
select
    {{ hash_key(['source_name', 'course_id', 'group_name', 'course_day']) }} as survival_key,
    source_name,
    course_id,
    group_name,
    cast(course_day as bigint) as course_day,
    at_risk_count,
    event_count,
    censored_count,
    cast(survival_rate as double) as survival_rate,
    case when survival_rate > 0 and survival_rate < 1 then survival_rate * sqrt(greenwood_sum) end
        as standard_error,
    case
        when survival_rate > 0 and survival_rate < 1
            then power(survival_rate, exp(-{{ var('interval_z') }} * sqrt(greenwood_sum) / ln(survival_rate)))
    end as survival_low,
    case
        when survival_rate > 0 and survival_rate < 1
            then power(survival_rate, exp({{ var('interval_z') }} * sqrt(greenwood_sum) / ln(survival_rate)))
    end as survival_high
from survived
