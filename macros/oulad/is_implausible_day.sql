{#- Whether a day of an OULAD presentation is given and lies outside the plausible range of dates. -#}
{% macro is_implausible_day(day) -%}
    {{ day }} is not null and coalesce(not ({{ is_plausible_time(presentation_day('starts_on', day)) }}), true)
{%- endmacro %}
