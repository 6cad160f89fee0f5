{{ base_moodle('grade_grades', [
    {'name': 'itemid', 'kind': 'whole', 'is_required': true},
    {'name': 'userid', 'kind': 'whole', 'is_required': true},
    {'name': 'finalgrade', 'kind': 'number'},
]) }}
