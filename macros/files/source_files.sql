{#- Every file that a selected source reads, rows or none: a list of {source_name, table_name, source_file,
    text_file}; the last is the path of delimited text, else none. -#}
{% macro source_files() %}
    {% set files = [] %}
    {% for source_name in selected_sources() %}
        {% for table in source_tables(source_name) %}
            {% for file in find_files(table) %}
                {% do files.append({
                    'source_name': source_name,
                    'table_name': table.name,
                    'source_file': file.removeprefix(data_dir() ~ '/'),
                    'text_file': none if table.is_lines or file.lower().endswith('.parquet') else file,
                }) %}
            {% endfor %}
        {% endfor %}
    {% endfor %}
    {{ return(files) }}
{% endmacro %}
