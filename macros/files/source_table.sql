{#- One raw table of a source, see source_tables; none while dbt parses. -#}
{% macro source_table(source_name, name) %}
    {{ return(source_tables(source_name) | selectattr('name', 'equalto', name) | first) }}
{% endmacro %}
