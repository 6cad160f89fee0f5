{#- A number as text with so many decimal places. -#}
{% macro decimal_text(value, places=2) -%}
    cast(cast({{ value }} as decimal(18, {{ places }})) as string)
{%- endmacro %}
