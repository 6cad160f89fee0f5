{#- The columns of data_quality_profile: all of the contract, and what is measured of sessions. Its unit test has fewer. -#}
{% macro profiled_columns() %}
    {% set numberings = ['sequence', 'position', 'attempt_number'] %}
    {% set found = [] %}
    {% for table, columns in contract().items() %}
        {% do ref('int_' ~ table ~ '_unioned') %}
        {% set key = columns | selectattr('key') | map(attribute='name') | list %}
        {% for column in columns %}
            {% do found.append({
                'table': table,
                'column': column.name,
                'model': 'int_' ~ table ~ '_unioned',
                'is_key': key == [column.name],
                'is_numeric': column.data_type in ['double', 'bigint'] and column.name not in numberings,
            }) %}
        {% endfor %}
    {% endfor %}
    {% for column in ['duration_seconds', 'time_on_task_seconds'] %}
        {% do found.append(
            {'table': 'fct_sessions', 'column': column, 'model': 'fct_sessions', 'is_key': false, 'is_numeric': true}
        ) %}
    {% endfor %}
    {{ return(found) }}
{% endmacro %}
