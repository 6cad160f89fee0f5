{#- Stops the run before anything is built when a file of a selected source is missing, broken or has a wrong header. -#}
{% macro check_files() %}
    {% if flags.WHICH in ['build', 'run'] %}
        {% for source_name in selected_sources() %}
            {% for table in source_tables(source_name) %}
                {% do check_table(table) %}
            {% endfor %}
        {% endfor %}
    {% endif %}
{% endmacro %}

{% macro check_table(table) %}
    {% set files = find_files(table) %}
    {% if not files and not table.is_optional %}
        {{ stop(table.stem ~ table.endings[0] ~ ': no such file; put it there (' ~ table.endings | join(', ')
            ~ ') or set MOOC_DATA_DIR to the folder that holds ' ~ table.source_name ~ '/') }}
    {% endif %}
    {% if table.is_one_file and files | length > 1 %}
        {{ stop(files | join(' and ') ~ ': the same table twice; keep one of them') }}
    {% endif %}
    {% for file in files %}
        {% set fault = run_query('select find_fault(' ~ sql_text(file) ~ ')').columns[0].values()[0] %}
        {% if fault %}
            {{ stop(file ~ ': ' ~ fault) }}
        {% endif %}
        {% do check_header(file, table) %}
    {% endfor %}
{% endmacro %}

{% macro check_header(file, table) %}
    {% set columns = find_columns(file, table) %}
    {% set found = columns | map(attribute='name') | list %}
    {% set lowered = found | map('lower') | list %}
    {% for name in found if lowered | select('equalto', name.lower()) | list | length > 1 %}
        {{ stop(file ~ ': two columns are named ' ~ name ~ '; rename one') }}
    {% endfor %}
    {% for name in found if name.lower() in reserved_columns() %}
        {{ stop(file ~ ': the column name ' ~ name ~ ' is taken; rename it, and leave '
            ~ reserved_columns() | join(', ') ~ ' to the build') }}
    {% endfor %}
    {% for name in table.required_columns if not find_column(columns, name, table.source_name) %}
        {{ stop(file ~ ': no column ' ~ name ~ ' in its header (' ~ found | join(', ') ~ '); '
            ~ ('rename one, or map it with the variable files_columns'
                if table.source_name == 'files' else 'expected ' ~ table.required_columns | join(', '))) }}
    {% endfor %}
{% endmacro %}
