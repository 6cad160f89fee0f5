-- The day of the month on which a presentation starts is a convention, and no time of day exists.
select
    course_id,
    cast(starts_on as timestamp) as starts_at,
    cast({{ presentation_day('starts_on', 'day_count') }} as timestamp) as ends_at,
    true as is_fully_labelled,
    'day' as time_precision,
    false as has_clock_time,
    source_file,
    record_number
from {{ ref('base_oulad__courses') }}
where reject_reason is null
