{#- The raw rows of a table that is one file. -#}
{% macro raw_table(source_name, name) %}
    {% set relation = source(source_name, name) %}
    {% if execute %}
        {% set table = source_table(source_name, name) %}
        {{ return(raw_rows(file_groups(table)[0], table)) }}
    {% endif %}
    {{ return(relation) }}
{% endmacro %}
