{#- A text in which %2B stands for a plus, as in addresses, read; as it is where that makes no text. -#}
{% macro percent_decoded(value) %}{{ return(adapter.dispatch('percent_decoded')(value)) }}{% endmacro %}
{% macro duckdb__percent_decoded(value) -%}
    case when contains({{ value }}, '%') then coalesce(try(url_decode({{ value }})), {{ value }}) else {{ value }} end
{%- endmacro %}
{% macro spark__percent_decoded(value) -%}
    coalesce(try_url_decode(replace({{ value }}, '+', '%2B')), {{ value }})
{%- endmacro %}
