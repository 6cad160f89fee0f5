-- A file of which not one row can be used was delivered in another form than expected.
select source_file, raw_row_count, rejected_row_count
from {{ ref('row_ledger') }}
where raw_row_count > 0 and kept_row_count + duplicate_row_count = 0
