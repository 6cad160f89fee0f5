{#- A staging model over a base model that has the contract's columns already: the rows that can be used. -#}
{% macro stg_contract(source_name, table_name) %}
select
    {%- for column in contract(table_name) %}
    {{ column.name }},
    {%- endfor %}
    source_file,
    record_number
from {{ ref('base_' ~ source_name ~ '__' ~ table_name) }}
where reject_reason is null
{% endmacro %}
