{#- The files of source_files as a relation of source_name, table_name, source_file and, of delimited text, its path; the first
    row is empty. -#}
{% macro listed_files() -%}
    (
        values (null, null, null, null)
        {%- for file in source_files() %},
        ({{ sql_text(file.source_name) }}, {{ sql_text(file.table_name) }}, {{ sql_text(file.source_file) }}, {{ sql_text(file.text_file) if file.text_file else 'null' }})
        {%- endfor %}
    ) as listed (source_name, table_name, source_file, text_file)
{%- endmacro %}
