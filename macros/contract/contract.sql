{#- The tables and columns that every source fulfils, and the format of the sources sample and files.
    kind: text, time, number, whole (number), count (whole, from 1), share (0 to 1), flag, or a list of allowed words. -#}
{% macro contract_tables() %}
    {{ return(['actions', 'users', 'courses', 'activities', 'enrollments']) }}
{% endmacro %}

{% macro contract(table) %}
    {% set columns = {
        'actions': [
            {'name': 'action_id', 'kind': 'text'},
            {'name': 'user_id', 'kind': 'text', 'is_required': true},
            {'name': 'course_id', 'kind': 'text'},
            {'name': 'activity_id', 'kind': 'text'},
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
            {'name': 'user_id', 'kind': 'text', 'is_required': true},
            {'name': 'gender', 'kind': 'text'},
            {'name': 'age_band', 'kind': 'text'},
            {'name': 'education_level', 'kind': 'text'},
            {'name': 'country', 'kind': 'text'},
            {'name': 'user_type', 'kind': 'text'},
        ],
        'courses': [
            {'name': 'course_id', 'kind': 'text', 'is_required': true},
            {'name': 'course_name', 'kind': 'text'},
            {'name': 'course_type', 'kind': 'text', 'default': "'unknown'"},
            {'name': 'starts_at', 'kind': 'time'},
            {'name': 'ends_at', 'kind': 'time'},
            {'name': 'time_precision', 'kind': ['second', 'day'], 'default': "'second'"},
            {'name': 'has_clock_time', 'kind': 'flag', 'default': 'true'},
        ],
        'activities': [
            {'name': 'activity_id', 'kind': 'text', 'is_required': true},
            {'name': 'course_id', 'kind': 'text', 'is_required': true},
            {'name': 'activity_name', 'kind': 'text'},
            {'name': 'activity_type', 'kind': 'text'},
            {'name': 'position', 'kind': 'whole'},
            {'name': 'available_at', 'kind': 'time'},
            {'name': 'due_at', 'kind': 'time'},
            {'name': 'weight', 'kind': 'number'},
            {'name': 'duration_seconds', 'kind': 'number'},
        ],
        'enrollments': [
            {'name': 'user_id', 'kind': 'text', 'is_required': true},
            {'name': 'course_id', 'kind': 'text', 'is_required': true},
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
    {{ return(columns[table]) }}
{% endmacro %}

{#- The names of a contract table's columns. -#}
{% macro contract_columns(table) %}
    {{ return(contract(table) | map(attribute='name') | list) }}
{% endmacro %}

{#- The SQL type of a kind of column. -#}
{% macro contract_type(kind) %}
    {% set types = {
        'time': 'timestamp', 'number': 'double', 'share': 'double', 'whole': 'bigint', 'count': 'bigint', 'flag': 'boolean'
    } %}
    {{ return(types.get(kind, 'varchar') if kind is string else 'varchar') }}
{% endmacro %}
