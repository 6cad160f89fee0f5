{{ config(
    materialized='table',
    pre_hook="{{ forget_unreadable_lines('files', 'courses') }}",
    post_hook="{{ keep_unreadable_lines('files', 'courses') }}",
) }}

{{ base_files('courses') }}
