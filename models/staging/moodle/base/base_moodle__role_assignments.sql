{{ config(
    materialized='table',
    pre_hook="{{ forget_unreadable_lines('moodle', 'role_assignments') }}",
    post_hook="{{ keep_unreadable_lines('moodle', 'role_assignments') }}",
) }}

{{ base_moodle('role_assignments', [
    {'name': 'roleid', 'kind': 'whole', 'is_required': true},
    {'name': 'contextid', 'kind': 'whole', 'is_required': true},
    {'name': 'userid', 'kind': 'whole', 'is_required': true},
]) }}
