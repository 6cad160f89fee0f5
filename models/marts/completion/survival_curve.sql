{% set day_us = 24 * 60 * 60 * 1000000 %}

with steps as (
    select * from {{ ref('int_survival_steps') }}
),

-- The whole day at whose end, at the latest, a step has happened: row d holds the curve at d days exactly. It moves at
-- drop-outs only; between them the running sums may differ in the last digit.
daily_steps as (
    select
        source_name,
        course_id,
        group_name,
        cast(ceil(cast(duration_us as double) / {{ day_us }}) as bigint) as course_day,
        cast(sum(learner_count) as bigint) as learner_count,
        cast(sum(event_count) as bigint) as event_count,
        max(case when event_count > 0 then duration_us end) as last_event_us
    from steps
    group by source_name, course_id, group_name, cast(ceil(cast(duration_us as double) / {{ day_us }}) as bigint)
),

days as (
    select
        source_name,
        course_id,
        group_set,
        group_name,
        learner_count,
        {{ unnest_range('entry_day', 'last_day') }} as course_day
    from (
        select
            source_name,
            course_id,
            group_set,
            group_name,
            entry_day,
            cast(sum(learner_count) as bigint) as learner_count,
            cast(floor(cast(max(duration_us) as double) / {{ day_us }}) as bigint) as last_day
        from steps
        group by source_name, course_id, group_set, group_name, entry_day
    ) as spans
),

counted as (
    select
        days.source_name,
        days.course_id,
        days.group_set,
        days.group_name,
        days.course_day,
        days.learner_count - cast(coalesce(sum(daily_steps.learner_count) over running, 0) as bigint) as at_risk_count,
        coalesce(daily_steps.event_count, 0) as event_count,
        coalesce(daily_steps.learner_count - daily_steps.event_count, 0) as censored_count,
        max(daily_steps.last_event_us) over running as last_event_us
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
        and counted.last_event_us = steps.duration_us
)

-- The interval is made on the log-log scale, which keeps it within 0 and 1; at 1 and at 0 it is not defined.
select
    {{ hash_key(['source_name', 'course_id', 'group_name', 'course_day']) }} as survival_key,
    source_name,
    course_id,
    group_set,
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
