{{ config(
    materialized='table',
    pre_hook="{{ forget_unreadable_lines('moodle', 'grade_grades') }}",
    post_hook="{{ keep_unreadable_lines('moodle', 'grade_grades') }}",
) }}

{{ base_moodle('grade_grades', [
    {'name': 'itemid', 'kind': 'whole', 'is_required': true},
    {'name': 'userid', 'kind': 'whole', 'is_required': true},
    {'name': 'finalgrade', 'kind': 'number'},
]) }}
