{#- Every raw row of a source with its verdict, over all its base models. Those in the contract's columns know what was
    emptied. -#}
{% macro stg_raw_rows(source_name, tables) %}
{%- set emptying = source_tables(source_name) | selectattr('has_contract_columns', 'true') | map(attribute='name') | list %}
{%- for table in tables %}
{% if not loop.first %}union all{% endif %}

select
    '{{ table }}' as table_name,
    source_file,
    record_number,
    reject_reason,
    {%- if emptying %}
    {{ 'emptied_values' if table in emptying else 'cast(null as string)' }} as emptied_values,
    {%- endif %}
    raw_text
from {{ ref('base_' ~ source_name ~ '__' ~ table) }}
{% endfor %}
{% endmacro %}
