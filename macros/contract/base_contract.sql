{#- A base model of a raw table in the contract's columns, under whatever headers: one select per group of files with equal
    columns, an empty one without files. -#}
{% macro base_contract(source_name, table_name) %}
    {% do source(source_name, table_name) %}
    {% set table = source_table(source_name, table_name) %}
    {% for group in file_groups(table) %}
        {% if not loop.first %}union all by name{% endif %}
        {{ typed_rows(table_name, raw_rows(group, table), group.columns, group.found, source_name) }}
    {% else %}
        {% set no_rows = '(select null as source_file, null as record_number) where false' %}
        {{ typed_rows(table_name, no_rows, [], {}, source_name) }}
    {% endfor %}
{% endmacro %}
