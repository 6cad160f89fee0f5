{#- Stops the run when a raw table lacks its file, has it twice, or a file of it is broken. -#}
{% macro check_table(table) %}
    {% do check_base_model(table) %}
    {% set files = find_files(table) %}
    {% if not files and not table.is_optional %}
        {% do warn_of_unread_files() %}
        {{ stop(table.stem ~ table.endings[0] ~ ': no such file; put it there (' ~ table.endings | join(', ')
            ~ ') or set MOOC_DATA_DIR to the folder that holds ' ~ table.source_name ~ '/') }}
    {% endif %}
    {% if table.is_one_file and files | length > 1 %}
        {{ stop(files | join(' and ') ~ ': the same table twice; keep one of them') }}
    {% endif %}
    {% set new_files = unread_files(table) %}
    {% set sql %}
        select file, find_fault(file, '{{ text_style(table) }}')
        from (select unnest(cast({{ sql_texts(new_files) }} as varchar[])) as file)
    {% endset %}
    {% for file, fault in run_query(sql).rows if fault %}{{ stop(file ~ ': ' ~ fault) }}{% endfor %}
    {% set groups = file_groups(table, new_files) %}
    {% for group in groups if not table.is_lines %}
        {% do check_header(group.files[0], group.columns, table) %}
    {% endfor %}
    {% if table.source_name == 'files' %}
        {% do warn_of_ignored_columns(groups, table) %}
    {% endif %}
{% endmacro %}
