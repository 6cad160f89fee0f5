{{ config(
    materialized='table',
    pre_hook="{{ forget_unreadable_lines('moodle', 'module_types') }}",
    post_hook="{{ keep_unreadable_lines('moodle', 'module_types') }}",
) }}

{{ base_moodle('module_types', [
    {'name': 'id', 'kind': 'whole', 'is_required': true},
    {'name': 'name', 'kind': 'text', 'is_required': true},
]) }}
