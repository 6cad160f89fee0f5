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
),

-- Of delimited text with as many lines as records and a header, each record is a line.
counted as (
    select
        listed.source_name,
        listed.source_file,
        {{ line_count('min(listed.text_file)') }} - count(*) as header_line_count
    from {{ listed_files() }}
    inner join {{ ref('int_raw_rows') }} as raw_rows
        on listed.source_name = raw_rows.source_name and listed.source_file = raw_rows.source_file
    where listed.text_file is not null
        and listed.source_file in (select final.source_file from final)
    group by listed.source_name, listed.source_file
)

select
    {{ hash_key(['final.source_name', 'final.source_file', 'final.record_number']) }} as rejected_row_key,
    final.source_name,
    final.table_name,
    final.source_file,
    final.record_number,
    case when counted.header_line_count = 1 then final.record_number + 1 end as line_number,
    final.reject_reason,
    final.raw_text
from final
left join counted
    on final.source_name = counted.source_name and final.source_file = counted.source_file
