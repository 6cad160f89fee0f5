{#- A time, UTC, as logs write it: ISO 8601 with or without an offset, and nothing else. -#}
{% macro parse_iso_time(value) -%}
    case when {{ matches(value, '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}') }} then {{ parse_time(value) }} end
{%- endmacro %}
