select
    'statements' as table_name,
    source_file,
    record_number,
    reject_reason,
    raw_text
from {{ ref('stg_xapi__statements') }}
