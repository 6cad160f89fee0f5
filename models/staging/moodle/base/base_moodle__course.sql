{{ base_moodle('course', [
    {'name': 'id', 'kind': 'whole', 'is_required': true},
    {'name': 'fullname', 'kind': 'text'},
    {'name': 'category', 'kind': 'whole'},
    {'name': 'format', 'kind': 'text'},
    {'name': 'startdate', 'kind': 'unix'},
    {'name': 'enddate', 'kind': 'unix'},
    {'name': 'enablecompletion', 'kind': 'whole'},
], {'is the front page, no course': "coalesce(category = 0, false) or coalesce(format = 'site', false)"}) }}
