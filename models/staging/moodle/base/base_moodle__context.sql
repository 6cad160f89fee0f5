{{ base_moodle('context', [
    {'name': 'id', 'kind': 'whole', 'is_required': true},
    {'name': 'contextlevel', 'kind': 'whole', 'is_required': true},
    {'name': 'instanceid', 'kind': 'whole', 'is_required': true},
]) }}
