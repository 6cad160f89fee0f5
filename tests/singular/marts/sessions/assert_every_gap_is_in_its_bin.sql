-- Bins recounted by their bounds. A bound is a rounded power of ten, hence the narrow margin.
with recounted as (
    select
        bins.gap_bin_key,
        bins.gap_count,
        count(actions.action_key) as found_count
    from {{ ref('session_gap_histogram') }} as bins
    left join {{ ref('fct_actions') }} as actions
        on bins.source_name = actions.source_name
        and bins.course_id = actions.course_id
        and actions.seconds_since_previous >= bins.from_seconds * (1 - 1e-8)
        and (actions.seconds_since_previous < bins.to_seconds * (1 - 1e-8) or bins.to_seconds = 0)
        and (actions.seconds_since_previous = 0) = (bins.to_seconds = 0)
    group by bins.gap_bin_key, bins.gap_count
)

select *
from recounted
where gap_count <> found_count
