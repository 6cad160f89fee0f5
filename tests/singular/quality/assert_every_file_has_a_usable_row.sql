-- A file of which not one row can be used was delivered in another form than expected. A small log may hold nothing but
-- requests without a user: those of a source are judged together.
with files as (
    select
        source_name,
        case when table_name in ('tracking', 'statements') then table_name else source_file end as file_or_table,
        raw_row_count,
        kept_row_count + duplicate_row_count as usable_row_count
    from {{ ref('row_ledger') }}
)

select source_name, file_or_table, sum(raw_row_count) as raw_row_count
from files
group by source_name, file_or_table
having sum(raw_row_count) > 0 and sum(usable_row_count) = 0
