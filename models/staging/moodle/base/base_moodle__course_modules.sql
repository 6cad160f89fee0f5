{{ base_moodle('course_modules', [
    {'name': 'id', 'kind': 'whole', 'is_required': true},
    {'name': 'course', 'kind': 'whole', 'is_required': true},
    {'name': 'module', 'kind': 'whole'},
    {'name': 'visible', 'kind': 'whole'},
    {'name': 'deletioninprogress', 'kind': 'whole'},
]) }}
