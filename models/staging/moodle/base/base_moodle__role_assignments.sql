{{ base_moodle('role_assignments', [
    {'name': 'roleid', 'kind': 'whole', 'is_required': true},
    {'name': 'contextid', 'kind': 'whole', 'is_required': true},
    {'name': 'userid', 'kind': 'whole', 'is_required': true},
]) }}
