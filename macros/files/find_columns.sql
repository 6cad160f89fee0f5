{#- The columns of a file, each with name and type; in text files all are varchar, and a file of lines has but one. -#}
{% macro find_columns(file, table) %}
    {% if table.is_lines %}
        {{ return([{'name': 'line', 'type': 'VARCHAR'}]) }}
    {% endif %}
    {% if file.lower().endswith('.parquet') %}
        {% set sql %}
            select column_name, column_type from (describe select * from read_parquet({{ sql_text(file) }}))
        {% endset %}
    {% else %}
        {% set sql %}
            select unnest(read_header({{ sql_text(file) }}, {{ sql_text(delimiter_of(table)) }})) as column_name, 'VARCHAR' as column_type
        {% endset %}
    {% endif %}
    {% set columns = [] %}
    {% for row in run_query(sql).rows %}
        {% do columns.append({'name': row['column_name'], 'type': row['column_type']}) %}
    {% endfor %}
    {{ return(columns) }}
{% endmacro %}
