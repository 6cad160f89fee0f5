{#- A day of an OULAD presentation; null where it lies outside the plausible range of dates. -#}
{% macro plausible_day(day) -%}
    case when not ({{ is_implausible_day(day) }}) then {{ day }} end
{%- endmacro %}
