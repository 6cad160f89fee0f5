{#- The raw rows of a table that is one file; without it, as when dbt parses or documents, the source's name. -#}
{% macro raw_table(source_name, name) %}
    {% set relation = source(source_name, name) %}
    {% set table = source_table(source_name, name) %}
    {% set files = find_files(table) %}
    {% if not files %}{{ return(relation) }}{% endif %}
    {% set groups = file_groups(table) %}
    {% if groups %}{{ return(raw_rows(groups[0], table)) }}{% endif %}
    {{ return('(select * from ' ~ raw_rows(file_groups(table, files)[0], table) ~ ' as read_before where false)') }}
{% endmacro %}
