-- None of these sources sums rows, so a kept row that is no action is lost.
select source_name, source_file, merged_row_count
from {{ ref('row_ledger') }}
where merged_row_count <> 0
