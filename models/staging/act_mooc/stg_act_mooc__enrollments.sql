-- A label is on the last action of a user who dropped out. Without one nothing is known: the outcome stays empty.
select
    cast(user_id as string) as user_id,
    'act_mooc' as course_id,
    case when bool_or(is_last_before_dropout) then 'dropped_out' end as outcome,
    {{ relative_time('max(case when is_last_before_dropout then acted_seconds end)') }} as outcome_at,
    min(source_file) as source_file,
    min(record_number) as record_number
from {{ ref('stg_act_mooc__labelled_actions') }}
group by user_id
