{{ config(materialized='view') }}

{{ union_of_sources('users') }}
