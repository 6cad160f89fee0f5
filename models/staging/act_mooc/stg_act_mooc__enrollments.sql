-- A label is on the last action of a user who dropped out. Without one nothing is known: the outcome stays empty.
select
    cast(user_id as string) as user_id,
    'act_mooc' as course_id,
    cast(null as timestamp) as enrolled_at,
    case when bool_or(is_last_before_dropout) then 'dropped_out' end as outcome,
    {{ relative_time('max(case when is_last_before_dropout then acted_seconds end)') }} as outcome_at,
    cast(null as double) as final_grade,
    cast(null as string) as gender,
    cast(null as string) as age_band,
    cast(null as string) as education_level,
    cast(null as string) as country,
    cast(null as string) as user_type,
    cast(null as string) as disability,
    cast(null as bigint) as previous_attempts,
    min(source_file) as source_file,
    min(record_number) as record_number
from {{ ref('stg_act_mooc__labelled_actions') }}
group by user_id
