{#- Stops the run when a raw table lacks its file, has it twice, or a file of it is broken. -#}
{% macro check_table(table) %}
    {% set files = find_files(table) %}
    {% if not files and not table.is_optional %}
        {{ stop(table.stem ~ table.endings[0] ~ ': no such file; put it there (' ~ table.endings | join(', ')
            ~ ') or set MOOC_DATA_DIR to the folder that holds ' ~ table.source_name ~ '/') }}
    {% endif %}
    {% if table.is_one_file and files | length > 1 %}
        {{ stop(files | join(' and ') ~ ': the same table twice; keep one of them') }}
    {% endif %}
    {% set found_faults %}
        select file, fault
        from (
            select file, find_fault(file, '{{ text_style(table) }}') as fault
            from (select unnest(find_files({{ sql_text(table.stem) }}, {{ table.endings }})) as file) as files
        ) as judged
        where fault is not null
    {% endset %}
    {% for row in run_query(found_faults).rows %}
        {{ stop(row['file'] ~ ': ' ~ row['fault']) }}
    {% endfor %}
    {% for file in files if not table.is_lines %}
        {% do check_header(file, table) %}
    {% endfor %}
    {% if table.source_name == 'files' %}
        {% do warn_of_ignored_columns(files, table) %}
    {% endif %}
{% endmacro %}
