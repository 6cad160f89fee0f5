{{ config(
    materialized='table',
    pre_hook="{{ forget_unreadable_lines('moodle', 'course_completions') }}",
    post_hook="{{ keep_unreadable_lines('moodle', 'course_completions') }}",
) }}

{{ base_moodle('course_completions', [
    {'name': 'userid', 'kind': 'whole', 'is_required': true},
    {'name': 'course', 'kind': 'whole', 'is_required': true},
    {'name': 'timecompleted', 'kind': 'unix'},
]) }}
