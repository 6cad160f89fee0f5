-- A file without a single row is listed too: what lies there beside what was read.
with files as (
    select source_name, table_name, source_file
    from {{ listed_files() }}
    where source_file is not null
    union
    select distinct source_name, table_name, source_file
    from {{ ref('int_raw_rows') }}
),

judged as (
    select
        raw_rows.source_name,
        raw_rows.source_file,
        coalesce(raw_rows.reject_reason, surplus.surplus_reason) as reason
    from {{ ref('int_raw_rows') }} as raw_rows
    left join {{ ref('int_surplus_rows') }} as surplus
        on raw_rows.source_name = surplus.source_name
        and raw_rows.source_file = surplus.source_file
        and raw_rows.record_number = surplus.record_number
),

counted as (
    select
        source_name,
        source_file,
        count(*) as raw_row_count,
        count(case when reason is null then 1 end) as kept_row_count,
        count(case when reason = 'duplicate' then 1 end) as duplicate_row_count,
        count(case when reason <> 'duplicate' then 1 end) as rejected_row_count
    from judged
    group by source_name, source_file
),

actions as (
    select source_name, source_file, count(*) as action_row_count
    from {{ ref('int_actions') }}
    group by source_name, source_file
)

select
    {{ hash_key(['files.source_name', 'files.source_file']) }} as source_file_key,
    files.source_name,
    files.table_name,
    files.source_file,
    coalesce(counted.raw_row_count, 0) as raw_row_count,
    coalesce(counted.kept_row_count, 0) as kept_row_count,
    coalesce(counted.duplicate_row_count, 0) as duplicate_row_count,
    coalesce(counted.rejected_row_count, 0) as rejected_row_count,
    coalesce(counted.kept_row_count - actions.action_row_count, 0) as merged_row_count
from files
left join counted
    on files.source_name = counted.source_name and files.source_file = counted.source_file
left join actions
    on files.source_name = actions.source_name and files.source_file = actions.source_file
