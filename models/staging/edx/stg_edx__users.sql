-- Logs say nothing of a user but what they do.
select
    user_id,
    min(source_file) as source_file,
    min(record_number) as record_number
from {{ ref('stg_edx__events') }}
group by user_id
