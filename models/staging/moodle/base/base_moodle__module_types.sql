{{ base_moodle('module_types', [
    {'name': 'id', 'kind': 'whole', 'is_required': true},
    {'name': 'name', 'kind': 'text', 'is_required': true},
]) }}
