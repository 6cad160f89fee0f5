with unusable as (
    select source_name, table_name, source_file, record_number, reject_reason, raw_text
    from {{ ref('int_raw_rows') }}
    where reject_reason is not null
),

conflicting as (
    select source_name, table_name, source_file, record_number, surplus_reason as reject_reason, raw_text
    from {{ ref('int_surplus_rows') }}
    where surplus_reason = 'conflicting_id'
),

final as (
    select * from unusable
    union all
    select * from conflicting
)

select
    {{ hash_key(['source_name', 'source_file', 'record_number']) }} as rejected_row_key,
    source_name,
    table_name,
    source_file,
    record_number,
    reject_reason,
    raw_text
from final
