-- Statements say nothing of a user but what they do.
select
    user_id,
    cast(null as string) as gender,
    cast(null as string) as age_band,
    cast(null as string) as education_level,
    cast(null as string) as country,
    cast(null as string) as user_type,
    min(source_file) as source_file,
    min(record_number) as record_number
from {{ ref('stg_xapi__statements') }}
where reject_reason is null
group by user_id
