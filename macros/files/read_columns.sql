{#- The columns of each file as JSON. -#}
{% macro read_columns(table, files) %}
    {% set columns_of = {} %}
    {% if files %}
        {% set sql %}
            select file, read_columns(file, {{ sql_text(delimiter_of(table) or '') }}, file_signature(file))
            from (select unnest({{ sql_texts(files) }}) as file)
        {% endset %}
        {% for file, columns in run_query(sql).rows %}{% do columns_of.update({file: columns}) %}{% endfor %}
    {% endif %}
    {{ return(columns_of) }}
{% endmacro %}
