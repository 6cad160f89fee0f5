{#- Seconds, given as a number or as an ISO 8601 duration. -#}
{% macro xapi_seconds(value) -%}
    coalesce({{ parse_number(value) }}, {{ iso_duration_seconds(value) }})
{%- endmacro %}
