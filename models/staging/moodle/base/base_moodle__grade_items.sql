{{ base_moodle('grade_items', [
    {'name': 'id', 'kind': 'whole', 'is_required': true},
    {'name': 'courseid', 'kind': 'whole', 'is_required': true},
    {'name': 'itemtype', 'kind': 'text', 'is_required': true},
    {'name': 'grademin', 'kind': 'number'},
    {'name': 'grademax', 'kind': 'number'},
]) }}
