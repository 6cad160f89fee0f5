{{ base_moodle('role', [
    {'name': 'id', 'kind': 'whole', 'is_required': true},
    {'name': 'archetype', 'kind': 'text'},
]) }}
