{{ config(
    materialized='table',
    pre_hook="{{ forget_unreadable_lines('moodle', 'context') }}",
    post_hook="{{ keep_unreadable_lines('moodle', 'context') }}",
) }}

{{ base_moodle('context', [
    {'name': 'id', 'kind': 'whole', 'is_required': true},
    {'name': 'contextlevel', 'kind': 'whole', 'is_required': true},
    {'name': 'instanceid', 'kind': 'whole', 'is_required': true},
]) }}
