{#- Every file that a selected source reads, rows or none, as a relation of source_name, table_name, source_file and, of delimited
    text, its path; the first row is empty. -#}
{% macro listed_files() -%}
    (
        values (null, null, null, null)
        {%- for table in selected_tables() -%}
            {%- for file in find_files(table) -%}
                {%- set is_text = not table.is_lines and not file.lower().endswith('.parquet') -%}
        ,
        (
            {{ sql_text(table.source_name) }}, {{ sql_text(table.name) }}, {{ sql_text(file.removeprefix(data_dir() ~ '/')) }},
            {{ sql_text(file) if is_text else 'null' }}
        )
            {%- endfor -%}
        {%- endfor %}
    ) as listed (source_name, table_name, source_file, text_file)
{%- endmacro %}
