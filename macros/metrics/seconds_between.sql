{#- Seconds from one timestamp to another, with fractions. -#}
{% macro seconds_between(earlier, later) -%}
    (cast({{ epoch_us(later) }} - {{ epoch_us(earlier) }} as double) / 1000000)
{%- endmacro %}
