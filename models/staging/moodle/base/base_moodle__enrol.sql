{{ config(
    materialized='table',
    pre_hook="{{ forget_unreadable_lines('moodle', 'enrol') }}",
    post_hook="{{ keep_unreadable_lines('moodle', 'enrol') }}",
) }}

{{ base_moodle('enrol', [
    {'name': 'id', 'kind': 'whole', 'is_required': true},
    {'name': 'courseid', 'kind': 'whole', 'is_required': true},
]) }}
