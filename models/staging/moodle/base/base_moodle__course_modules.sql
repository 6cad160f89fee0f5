{{ config(
    materialized='table',
    pre_hook="{{ forget_unreadable_lines('moodle', 'course_modules') }}",
    post_hook="{{ keep_unreadable_lines('moodle', 'course_modules') }}",
) }}

{{ base_moodle('course_modules', [
    {'name': 'id', 'kind': 'whole', 'is_required': true},
    {'name': 'course', 'kind': 'whole', 'is_required': true},
    {'name': 'module', 'kind': 'whole', 'is_required': true},
    {'name': 'visible', 'kind': 'whole'},
    {'name': 'deletioninprogress', 'kind': 'whole'},
]) }}
