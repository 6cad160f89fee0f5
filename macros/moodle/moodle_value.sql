{#- The text of a column of a Moodle table in its type, null where it is none; Unix seconds also where they are no plausible
    time, unless that is not checked. -#}
{% macro moodle_value(column, is_checked=true) -%}
    {%- if column.kind == 'text' -%}
        {{ column.name }}
    {%- elif column.kind == 'number' -%}
        {{ parse_number(column.name) }}
    {%- elif column.kind == 'unix' and is_checked -%}
        {%- set seconds = parse_whole_number(column.name) -%}
        case when {{ seconds }} = 0 or {{ is_plausible_time(unix_time(seconds)) }} then {{ seconds }} end
    {%- else -%}
        {{ parse_whole_number(column.name) }}
    {%- endif -%}
{%- endmacro %}
