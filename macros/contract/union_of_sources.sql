{#- One contract table of all selected sources. The comments make every intermediate model wait for all five tables of every
    source, and thereby for each file: when one cannot be read, nothing to the right of staging is touched. -#}
{% macro union_of_sources(table_name) %}
{%- for source_name in selected_sources() %}
{%- for awaited in contract() | list + ['raw_rows'] %}
-- depends_on: {{ ref('stg_' ~ source_name ~ '__' ~ awaited) }}
{%- endfor %}
{%- endfor %}
{%- for source_name in selected_sources() %}
{% if not loop.first %}union all{% endif %}

select
    '{{ source_name }}' as source_name,
    {%- for column in contract(table_name) %}
    cast({{ column.name }} as {{ contract_type(column.kind) }}) as {{ column.name }},
    {%- endfor %}
    cast(source_file as string) as source_file,
    cast(record_number as bigint) as record_number
from {{ ref('stg_' ~ source_name ~ '__' ~ table_name) }}
{% endfor %}
{% endmacro %}
