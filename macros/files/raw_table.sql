{#- The raw rows of a table whose files have the same columns; without any, as when dbt parses or documents, the source's name. -#}
{% macro raw_table(source_name, name) %}
    {% set relation = source(source_name, name) %}
    {% set table = source_table(source_name, name) %}
    {% set files = find_files(table) %}
    {% if not files %}{{ return(relation) }}{% endif %}
    {% set groups = file_groups(table) %}
    {% if groups | length > 1 %}
        {% set parts = [] %}
        {% for group in groups %}{% do parts.append('select * from ' ~ raw_rows(group, table)) %}{% endfor %}
        {{ return('(' ~ parts | join(' union all by name ') ~ ')') }}
    {% endif %}
    {% if groups %}{{ return(raw_rows(groups[0], table)) }}{% endif %}
    {{ return('(select * from ' ~ raw_rows(file_groups(table, files)[0], table) ~ ' as read_before where false)') }}
{% endmacro %}
