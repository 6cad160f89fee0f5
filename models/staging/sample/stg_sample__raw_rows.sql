{{ stg_raw_rows('sample', contract_tables()) }}
