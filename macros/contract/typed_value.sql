{#- The value in its type, null where it is none. -#}
{% macro typed_value(column, found, is_native, source_name) -%}
    {%- if not found -%}
        cast(null as {{ contract_type(column.kind) }})
    {%- elif is_native or contract_type(column.kind) == 'string' -%}
        {{ column.name }}
    {%- elif column.kind == 'time' -%}
        {{ parse_time(column.name, files_time_formats() if source_name == 'files' else []) }}
    {%- elif column.kind == 'flag' -%}
        {{ parse_flag(column.name) }}
    {%- elif column.kind in ['number', 'share'] -%}
        {{ parse_number(column.name) }}
    {%- else -%}
        {{ parse_whole_number(column.name) }}
    {%- endif -%}
{%- endmacro %}
