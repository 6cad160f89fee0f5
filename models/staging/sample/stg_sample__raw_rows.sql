{{ stg_raw_rows('sample', contract() | list) }}
