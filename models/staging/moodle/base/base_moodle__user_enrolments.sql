{{ base_moodle('user_enrolments', [
    {'name': 'enrolid', 'kind': 'whole', 'is_required': true},
    {'name': 'userid', 'kind': 'whole', 'is_required': true},
    {'name': 'timestart', 'kind': 'unix'},
    {'name': 'timecreated', 'kind': 'unix'},
]) }}
