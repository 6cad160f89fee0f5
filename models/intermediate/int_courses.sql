with declared as (
    {{ without_surplus('courses') }}
),

observed as (
    select
        source_name,
        course_id,
        min(acted_at) as first_action_at,
        max(acted_at) as last_action_at,
        bool_and(acted_at = date_trunc('day', acted_at)) as has_only_dates
    from {{ ref('int_actions') }}
    group by source_name, course_id
),

mentioned as (
    select source_name, course_id from declared
    union
    select source_name, course_id from observed
    union
    select source_name, course_id from {{ ref('int_activities_unioned') }}
    union
    select source_name, course_id from {{ ref('int_enrollments_unioned') }}
),

sources as (
    select source_name, max(last_action_at) as source_last_action_at
    from observed
    group by source_name
),

final as (
    select
        mentioned.source_name,
        mentioned.course_id,
        declared.course_name,
        coalesce(declared.course_type, 'unknown') as course_type,
        coalesce(declared.starts_at, observed.first_action_at) as starts_at,
        declared.starts_at is not null as is_start_given,
        declared.ends_at,
        declared.observed_until,
        coalesce(declared.is_fully_labelled, false) as is_fully_labelled,
        coalesce(declared.time_precision, case when observed.has_only_dates then 'day' else 'second' end)
            as time_precision,
        coalesce(
            declared.has_clock_time,
            not observed.has_only_dates and observed.last_action_at > {{ relative_time(100000000) }},
            true
        ) as has_clock_time,
        {% if var('as_of') -%}
            timestamp '{{ var("as_of") }}' as as_of,
        {%- else -%}
            greatest(
                observed.last_action_at,
                least(declared.ends_at, coalesce(declared.observed_until, sources.source_last_action_at))
            ) as as_of,
        {%- endif %}
        greatest(observed.last_action_at, declared.observed_until) as last_observed_at
    from mentioned
    left join declared
        on mentioned.source_name = declared.source_name and mentioned.course_id = declared.course_id
    left join observed
        on mentioned.source_name = observed.source_name and mentioned.course_id = observed.course_id
    left join sources
        on mentioned.source_name = sources.source_name
)

-- A course without an end is over when it was last observed long before others of its source.
select
    *,
    coalesce(
        ends_at <= as_of,
        {{ seconds_between('last_observed_at', 'max(last_observed_at) over (partition by source_name)') }}
        > {{ var('course_over_days') * 86400 }},
        false
    ) as is_over,
    {{ local_date('starts_at') }} as starts_on,
    {{ local_date('as_of') }} as as_of_date
from final
