select
    cast(user_id as varchar) as user_id,
    cast(null as varchar) as gender,
    cast(null as varchar) as age_band,
    cast(null as varchar) as education_level,
    cast(null as varchar) as country,
    cast(null as varchar) as user_type,
    min(source_file) as source_file,
    min(record_number) as record_number
from {{ ref('base_act_mooc__mooc_actions') }}
where reject_reason is null
group by user_id
