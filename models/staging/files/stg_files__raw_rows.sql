{{ stg_raw_rows('files', contract() | list) }}
