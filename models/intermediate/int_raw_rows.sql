{{ config(materialized='view') }}

{{ union_of_sources('raw_rows') }}
