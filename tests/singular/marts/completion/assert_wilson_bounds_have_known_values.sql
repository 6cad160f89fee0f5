-- Published anchors of the 95 % score interval, to four digits.
{{ config(enabled=var('interval_z') == 1.959964) }}

with anchors as (
    select 10 as events, 100 as cases, 0.0552 as low, 0.1744 as high
    union all
    select 0 as events, 20 as cases, 0.0 as low, 0.1611 as high
    union all
    select 20 as events, 20 as cases, 0.8389 as low, 1.0 as high
    union all
    select 0 as events, 0 as cases, null as low, null as high
),

found as (
    select
        *,
        {{ wilson_bound('events', 'cases', '-') }} as found_low,
        {{ wilson_bound('events', 'cases', '+') }} as found_high
    from anchors
)

select *
from found
where round(found_low, 4) is distinct from low or round(found_high, 4) is distinct from high
