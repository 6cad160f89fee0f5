{#- Files with equal columns are read together: a list of {files, columns, is_parquet, unreadable_table}. Without files
    those that are new. -#}
{% macro file_groups(table, files=none) %}
    {% set groups = {} %}
    {% for file in (unread_files(table) if files is none else files) %}
        {% set columns = find_columns(file, table) %}
        {% set is_parquet = file.lower().endswith('.parquet') %}
        {% set key = is_parquet ~ columns %}
        {% if key not in groups %}
            {% do groups.update({key: {
                'files': [], 'columns': columns, 'is_parquet': is_parquet,
                'unreadable_table': 'unreadable_' ~ table.source_name ~ '_' ~ table.name ~ '_' ~ groups | length,
            }}) %}
        {% endif %}
        {% do groups[key].files.append(file) %}
    {% endfor %}
    {{ return(groups.values() | list) }}
{% endmacro %}
