{{ config(materialized='table') }}

{{ base_seed('sample', 'courses') }}
