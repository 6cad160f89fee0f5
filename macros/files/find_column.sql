{#- The column of a file that holds a column of ours: by its own name, the header that files_columns maps to it, or
    `timestamp` for `acted_at`. Case does not count, nor do blanks, dots and underscores in Moodle's headers, which
    re-saved copies change. None where the file has no such column. -#}
{% macro find_column(columns, name, source_name) %}
    {% set headers = [name] %}
    {% if source_name == 'files' %}
        {% set mapped = files_columns().get(name) %}
        {% set headers = [mapped] if mapped else (['acted_at', 'timestamp'] if name == 'acted_at' else [name]) %}
    {% endif %}
    {#- By their codes: blank, dot and underscore. #}
    {% set dropped = {32: none, 46: none, 95: none} if source_name == 'moodle' else {} %}
    {% for header in headers %}
        {% for column in columns if column.name.lower().translate(dropped) == header.lower().translate(dropped) %}
            {{ return(column) }}
        {% endfor %}
    {% endfor %}
    {{ return(none) }}
{% endmacro %}
