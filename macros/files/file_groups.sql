{#- Files with equal columns are read together: a list of {files, patterns, columns, is_parquet, is_document,
    unreadable_table}, where DuckDB finds the files by the patterns, and each column has name and type. Without files those
    that are new. A file of lines has but one column. Text alone has an unreadable_table. -#}
{% macro file_groups(table, files=none) %}
    {% set groups = {} %}
    {% set files = unread_files(table) if files is none else files %}
    {% set columns_of = read_columns(table, files) %}
    {% for file in files %}
        {% set is_parquet = file.lower().endswith('.parquet') %}
        {% set key = is_parquet ~ columns_of[file] %}
        {% if key not in groups %}
            {% set columns = fromjson(columns_of[file]) %}
            {% set is_document = table.is_lines and columns[0].type == 'JSON' %}
            {% set unreadable_table = 'unreadable_' ~ table.source_name ~ '_' ~ table.name ~ '_' ~ groups | length %}
            {% do groups.update({key: {
                'files': [], 'patterns': [], 'columns': columns, 'is_parquet': is_parquet, 'is_document': is_document,
                'unreadable_table': none if is_parquet or is_document else unreadable_table,
            }}) %}
        {% endif %}
        {% do groups[key].files.append(file) %}
        {% do groups[key].patterns.append(glob_of(file)) %}
    {% endfor %}
    {{ return(groups.values() | list) }}
{% endmacro %}
