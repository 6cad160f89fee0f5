{#- Files with equal columns are read together: a list of {files, patterns, columns, found, is_parquet, is_document,
    unreadable_table}, where DuckDB finds the files by the patterns, each column has name and type, and `found` has the one
    that holds a column of ours. Without files those that are new. A file of lines has but one column. Text alone has an
    unreadable_table. -#}
{% macro file_groups(table, files=none) %}
    {% set groups = {} %}
    {% set files = unread_files(table) if files is none else files %}
    {% set columns_of = {} %}
    {% if files %}
        {% set sql %}
            select file, table_columns(file, {{ table.declared }}, file_signature(file))
            from (select unnest({{ sql_texts(files) }}) as file)
        {% endset %}
        {% for file, columns in run_query(sql).rows %}{% do columns_of.update({file: columns}) %}{% endfor %}
    {% endif %}
    {% for file in files %}
        {% set is_parquet = file.lower().endswith('.parquet') %}
        {% set key = is_parquet ~ columns_of[file] %}
        {% if key not in groups %}
            {% set read = fromjson(columns_of[file]) %}
            {% set is_document = table.is_lines and read.columns[0].type == 'JSON' %}
            {% set unreadable_table = 'unreadable_' ~ table.source_name ~ '_' ~ table.name ~ '_' ~ groups | length %}
            {% do groups.update({key: {
                'files': [], 'patterns': [], 'columns': read.columns, 'found': read.found, 'is_parquet': is_parquet, 'is_document': is_document,
                'unreadable_table': none if is_parquet or is_document else unreadable_table,
            }}) %}
        {% endif %}
        {% do groups[key].files.append(file) %}
        {#- The pattern by which DuckDB finds this file and no other. #}
        {% do groups[key].patterns.append(file.replace('[', '[[]').replace('*', '[*]').replace('?', '[?]')) %}
    {% endfor %}
    {{ return(groups.values() | list) }}
{% endmacro %}
