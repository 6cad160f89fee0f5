{{ config(
    materialized='table',
    pre_hook="{{ forget_unreadable_lines('files', 'actions') }}",
    post_hook="{{ keep_unreadable_lines('files', 'actions') }}",
) }}

{{ base_files('actions') }}
