{#- A number with its interval as text, such as `4.12 (3.85 to 4.41)`; null without the number, no interval without it. -#}
{% macro interval_text(value, low, high, places=2) -%}
    ({{ decimal_text(value, places) }}
    || coalesce(' (' || {{ decimal_text(low, places) }} || ' to ' || {{ decimal_text(high, places) }} || ')', ''))
{%- endmacro %}
