{{ stg_raw_rows('files', contract_tables()) }}
