{#- A base model of a source whose tables are seeds with all columns as text. -#}
{% macro base_seed(source_name, table_name) %}
    {% set seed = source_name ~ '_' ~ table_name %}
    {% set rows %}
        (
            select *, 'seeds/{{ source_name }}/{{ seed }}.csv' as source_file, row_number() over () as record_number
            from {{ ref(seed) }}
        )
    {% endset %}
    {% set found = {} %}
    {% for column in contract(table_name) %}
        {% do found.update({column.name: {'name': column.name, 'type': 'VARCHAR'}}) %}
    {% endfor %}
    {{ typed_rows(table_name, rows, found.values() | list, found, source_name) }}
{% endmacro %}
