{#- The columns of a contract table, or of all by name; every source fulfils them and the files of `files` come in them.
    kind: id, text, time, number, whole (number), count (whole, from 1 to a billion, so that sums
    stay within bounds), share (0 to 1), flag, or a list of allowed words.
    key: the place in the table's key, within a source. -#}
{% macro contract(table=none) %}
    {% set columns = {
        'actions': [
            {'name': 'action_id', 'kind': 'id', 'key': 1},
            {'name': 'user_id', 'kind': 'id', 'is_required': true},
            {'name': 'course_id', 'kind': 'id'},
            {'name': 'activity_id', 'kind': 'id'},
            {'name': 'action_type', 'kind': 'text', 'is_required': true},
            {'name': 'acted_at', 'kind': 'time', 'is_required': true},
            {'name': 'action_count', 'kind': 'count', 'default': 1},
            {'name': 'sequence', 'kind': 'whole'},
            {'name': 'is_correct', 'kind': 'flag'},
            {'name': 'score', 'kind': 'share'},
            {'name': 'attempt_number', 'kind': 'count'},
            {'name': 'position_seconds', 'kind': 'number'},
            {'name': 'to_position_seconds', 'kind': 'number'},
        ],
        'users': [
            {'name': 'user_id', 'kind': 'id', 'key': 1, 'is_required': true},
            {'name': 'gender', 'kind': 'text'},
            {'name': 'age_band', 'kind': 'text'},
            {'name': 'education_level', 'kind': 'text'},
            {'name': 'country', 'kind': 'text'},
            {'name': 'user_type', 'kind': 'text'},
        ],
        'courses': [
            {'name': 'course_id', 'kind': 'id', 'key': 1, 'is_required': true},
            {'name': 'course_name', 'kind': 'text'},
            {'name': 'course_type', 'kind': 'text', 'default': "'unknown'"},
            {'name': 'starts_at', 'kind': 'time'},
            {'name': 'ends_at', 'kind': 'time'},
            {'name': 'observed_until', 'kind': 'time'},
            {'name': 'is_fully_labelled', 'kind': 'flag', 'default': 'false'},
            {'name': 'time_precision', 'kind': ['second', 'day']},
            {'name': 'has_clock_time', 'kind': 'flag'},
        ],
        'activities': [
            {'name': 'activity_id', 'kind': 'id', 'key': 2, 'is_required': true},
            {'name': 'course_id', 'kind': 'id', 'key': 1, 'is_required': true},
            {'name': 'activity_name', 'kind': 'text'},
            {'name': 'activity_type', 'kind': 'text'},
            {'name': 'position', 'kind': 'whole'},
            {'name': 'available_at', 'kind': 'time'},
            {'name': 'due_at', 'kind': 'time'},
            {'name': 'weight', 'kind': 'number'},
            {'name': 'duration_seconds', 'kind': 'number'},
        ],
        'enrollments': [
            {'name': 'user_id', 'kind': 'id', 'key': 1, 'is_required': true},
            {'name': 'course_id', 'kind': 'id', 'key': 2, 'is_required': true},
            {'name': 'enrolled_at', 'kind': 'time'},
            {'name': 'outcome', 'kind': ['completed', 'failed', 'dropped_out']},
            {'name': 'outcome_at', 'kind': 'time'},
            {'name': 'final_grade', 'kind': 'share'},
            {'name': 'gender', 'kind': 'text'},
            {'name': 'age_band', 'kind': 'text'},
            {'name': 'education_level', 'kind': 'text'},
            {'name': 'country', 'kind': 'text'},
            {'name': 'user_type', 'kind': 'text'},
            {'name': 'disability', 'kind': 'text'},
            {'name': 'previous_attempts', 'kind': 'whole'},
        ],
    } %}
    {{ return(columns[table] if table else columns) }}
{% endmacro %}
