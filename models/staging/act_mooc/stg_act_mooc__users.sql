select
    cast(user_id as string) as user_id,
    min(source_file) as source_file,
    min(record_number) as record_number
from {{ ref('base_act_mooc__mooc_actions') }}
where reject_reason is null
group by user_id
