{#- The columns of data_quality_profile: all of the contract, and what is measured of sessions. -#}
{% macro profiled_columns() %}
    {% set numberings = ['sequence', 'position', 'attempt_number'] %}
    {% set found = [] %}
    {% for table in contract_tables() %}
        {% for column in contract(table) %}
            {% do found.append({
                'table': table,
                'column': column.name,
                'model': 'int_' ~ table ~ '_unioned',
                'is_key': contract_keys()[table] == [column.name],
                'is_numeric': contract_type(column.kind) in ['double', 'bigint'] and column.name not in numberings,
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
