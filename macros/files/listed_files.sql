{#- The files of source_files as a relation of source_name, table_name and source_file; its first row is empty. -#}
{% macro listed_files() -%}
    (
        values (null, null, null)
        {%- for file in source_files() %},
        ({{ sql_text(file.source_name) }}, {{ sql_text(file.table_name) }}, {{ sql_text(file.source_file) }})
        {%- endfor %}
    ) as listed (source_name, table_name, source_file)
{%- endmacro %}
