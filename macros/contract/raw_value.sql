{#- The value as the file has it: trimmed text, where a blank and the NaN of a data frame are null. -#}
{% macro raw_value(column, found) -%}
    {%- if not found -%}
        cast(null as string)
    {%- elif is_native(column, found) -%}
        {{ sql_name(found.name) }}
    {%- elif column.kind in ['number', 'share'] and found.type == 'DOUBLE' -%}
        case when not isnan({{ sql_name(found.name) }}) then {{ sql_name(found.name) }} end
    {%- elif column.kind in ['number', 'share', 'whole', 'count'] -%}
        nullif({{ parse_text('lower(cast(' ~ sql_name(found.name) ~ ' as string))') }}, 'nan')
    {%- else -%}
        {{ parse_text('cast(' ~ sql_name(found.name) ~ ' as string)') }}
    {%- endif -%}
{%- endmacro %}
