with observed as (
    select min(acted_on) as first_on, max(acted_on) as last_on
    from {{ ref('fct_actions') }}
    where is_counted
),

days as (
    select {{ add_days('first_on', 'day_number') }} as date_day
    from (
        select
            first_on,
            {{ unnest_range('0', days_between('first_on', 'last_on')) }} as day_number
        from observed
        where first_on is not null
    ) as numbered
)

select
    date_day,
    cast(extract(year from date_day) as bigint) as calendar_year,
    cast(extract(quarter from date_day) as bigint) as calendar_quarter,
    cast(extract(month from date_day) as bigint) as calendar_month,
    cast(date_trunc('week', date_day) as date) as week_starts_on,
    cast({{ iso_weekday('date_day') }} as bigint) as day_of_week,
    {{ iso_weekday('date_day') }} in (6, 7) as is_weekend
from days
