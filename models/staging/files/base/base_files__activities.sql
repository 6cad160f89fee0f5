{{ config(
    materialized='table',
    pre_hook="{{ forget_unreadable_lines('files', 'activities') }}",
    post_hook="{{ keep_unreadable_lines('files', 'activities') }}",
) }}

{{ base_files('activities') }}
