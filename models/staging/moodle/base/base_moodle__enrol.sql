{{ base_moodle('enrol', [
    {'name': 'id', 'kind': 'whole', 'is_required': true},
    {'name': 'courseid', 'kind': 'whole', 'is_required': true},
]) }}
