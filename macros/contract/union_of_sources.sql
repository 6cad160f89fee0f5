{#- One table of all selected sources in the columns of its model's yml: those that a staging model lacks are null, or the
    default. The comments make every intermediate model wait for all tables of every source, and thereby for each file: when
    one cannot be read, nothing to the right of staging is touched. -#}
{% macro union_of_sources(table_name) %}
{%- set columns, defaults = [], {} %}
{%- for column in model.columns.values() %}
{%- do columns.append('cast(null as ' ~ column.data_type ~ ') as ' ~ column.name) %}
{%- if 'default' in column.config.meta %}{% do defaults.update({column.name: column.config.meta.default}) %}{% endif %}
{%- endfor %}
{%- set selects = ['select ' ~ columns | join(', ') ~ ' where false'] %}
{%- for source_name in selected_sources() %}
{%- for awaited in contract() | list + ['raw_rows'] %}
-- depends_on: {{ ref('stg_' ~ source_name ~ '__' ~ awaited) }}
{%- endfor %}
{%- set staging = ref('stg_' ~ source_name ~ '__' ~ table_name) %}
{%- do check_staging(staging) %}
{%- do selects.append("select '" ~ source_name ~ "' as source_name, * from " ~ staging) %}
{%- endfor %}
{{ union_by_name(selects, defaults) }}
{% endmacro %}
