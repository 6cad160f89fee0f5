{#- The files of a raw table that lie there now; none while dbt parses and knows no table. -#}
{% macro find_files(table) %}
    {% if not table %}{{ return([]) }}{% endif %}
    {% set sql %}select unnest(find_files({{ sql_text(table.stem) }}, {{ table.endings }})) as file{% endset %}
    {{ return(run_query(sql).columns[0].values() | list) }}
{% endmacro %}

{#- The columns of a file, each with name and type; in text files all are varchar. -#}
{% macro find_columns(file, table) %}
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

{#- The column of a file that holds a column of ours: by its own name, the header that files_columns maps to it, or
    `timestamp` for `acted_at`. Case does not count. None where the file has no such column. -#}
{% macro find_column(columns, name, source_name) %}
    {% set headers = [name] %}
    {% if source_name == 'files' %}
        {% set mapped = files_columns().get(name) %}
        {% set headers = [mapped] if mapped else (['acted_at', 'timestamp'] if name == 'acted_at' else [name]) %}
    {% endif %}
    {% for header in headers %}
        {% for column in columns if column.name.lower() == header.lower() %}
            {{ return(column) }}
        {% endfor %}
    {% endfor %}
    {{ return(none) }}
{% endmacro %}

{#- A text as a SQL literal. -#}
{% macro sql_text(text) %}{{ return("'" ~ text | replace("'", "''") ~ "'") }}{% endmacro %}

{#- A column name as an identifier, whatever a header holds. -#}
{% macro sql_name(name) %}{{ return('"' ~ name | replace('"', '""') ~ '"') }}{% endmacro %}
