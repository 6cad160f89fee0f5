{{ config(
    materialized='table',
    pre_hook="{{ forget_unreadable_lines('moodle', 'modules') }}",
    post_hook="{{ keep_unreadable_lines('moodle', 'modules') }}",
) }}

{{ base_moodle('modules', [
    {'name': 'id', 'kind': 'whole', 'is_required': true},
    {'name': 'name', 'kind': 'text', 'is_required': true},
]) }}
