{{ config(materialized='table') }}

{{ base_seed('sample', 'users') }}
