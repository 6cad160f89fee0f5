{{ config(
    materialized='table',
    pre_hook="{{ forget_unreadable_lines('moodle', 'grade_items') }}",
    post_hook="{{ keep_unreadable_lines('moodle', 'grade_items') }}",
) }}

{{ base_moodle('grade_items', [
    {'name': 'id', 'kind': 'whole', 'is_required': true},
    {'name': 'courseid', 'kind': 'whole', 'is_required': true},
    {'name': 'itemtype', 'kind': 'text', 'is_required': true},
    {'name': 'grademin', 'kind': 'number'},
    {'name': 'grademax', 'kind': 'number'},
]) }}
