-- Second 0 is an unknown instant: no calendar date, weekday or hour exists.
select
    'act_mooc' as course_id,
    'SNAP act-mooc' as course_name,
    {{ relative_time('0') }} as starts_at,
    true as is_fully_labelled,
    'second' as time_precision,
    false as has_clock_time,
    min(source_file) as source_file,
    min(record_number) as record_number
from {{ ref('base_act_mooc__mooc_actions') }}
where reject_reason is null
having count(*) > 0
