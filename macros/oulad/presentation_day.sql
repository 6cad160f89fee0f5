{#- The date of a day of an OULAD presentation; null where either is, or where the day lies beyond any plausible date. -#}
{% macro presentation_day(starts_on, day) -%}
    case when {{ day }} between -100000 and 100000 then {{ add_days(starts_on, day) }} end
{%- endmacro %}
