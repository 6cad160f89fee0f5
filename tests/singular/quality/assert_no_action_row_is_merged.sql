-- A kept row that is no action is lost, but where a source sums rows: only OULAD's clicks.
select source_name, source_file, merged_row_count
from {{ ref('row_ledger') }}
where merged_row_count <> 0
    and not (source_name = 'oulad' and table_name = 'student_vle' and merged_row_count > 0)
