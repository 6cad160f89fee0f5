{{ stg_raw_rows('edx', ['tracking']) }}
