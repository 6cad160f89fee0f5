{#- Every raw row of a source with its verdict, over all its base models. -#}
{% macro stg_raw_rows(source_name, tables) %}
{%- for table in tables %}
{% if not loop.first %}union all{% endif %}

select
    '{{ table }}' as table_name,
    source_file,
    record_number,
    reject_reason,
    {{ 'emptied_values' if (source_table(source_name, table) or {}).has_contract_columns else 'cast(null as string)' }} as emptied_values,
    raw_text
from {{ ref('base_' ~ source_name ~ '__' ~ table) }}
{% endfor %}
{% endmacro %}
