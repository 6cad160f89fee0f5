{{ config(
    materialized='table',
    pre_hook="{{ forget_unreadable_lines('moodle', 'role') }}",
    post_hook="{{ keep_unreadable_lines('moodle', 'role') }}",
) }}

{{ base_moodle('role', [
    {'name': 'id', 'kind': 'whole', 'is_required': true},
    {'name': 'archetype', 'kind': 'text'},
]) }}
