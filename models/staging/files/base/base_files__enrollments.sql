{{ config(
    materialized='table',
    pre_hook="{{ forget_unreadable_lines('files', 'enrollments') }}",
    post_hook="{{ keep_unreadable_lines('files', 'enrollments') }}",
) }}

{{ base_files('enrollments') }}
