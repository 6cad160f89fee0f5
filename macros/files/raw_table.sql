{#- The raw rows of a table that is one file; without it, as when dbt parses or documents, the source's name. -#}
{% macro raw_table(source_name, name) %}
    {% set relation = source(source_name, name) %}
    {% set table = source_table(source_name, name) %}
    {% set groups = file_groups(table) %}
    {{ return(raw_rows(groups[0], table) if groups else relation) }}
{% endmacro %}
