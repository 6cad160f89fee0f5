{{ base_moodle('course_completions', [
    {'name': 'userid', 'kind': 'whole', 'is_required': true},
    {'name': 'course', 'kind': 'whole', 'is_required': true},
    {'name': 'timecompleted', 'kind': 'unix'},
]) }}
