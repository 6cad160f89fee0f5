{{ config(
    materialized='table',
    pre_hook="{{ forget_unreadable_lines('files', 'users') }}",
    post_hook="{{ keep_unreadable_lines('files', 'users') }}",
) }}

{{ base_files('users') }}
