{{ config(
    materialized='table',
    pre_hook="{{ forget_unreadable_lines('moodle', 'user_enrolments') }}",
    post_hook="{{ keep_unreadable_lines('moodle', 'user_enrolments') }}",
) }}

{{ base_moodle('user_enrolments', [
    {'name': 'enrolid', 'kind': 'whole', 'is_required': true},
    {'name': 'userid', 'kind': 'whole', 'is_required': true},
    {'name': 'timestart', 'kind': 'unix'},
    {'name': 'timecreated', 'kind': 'unix'},
]) }}
