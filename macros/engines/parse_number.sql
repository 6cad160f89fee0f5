{#- A finite number. -#}
{% macro parse_number(value) %}{{ return(adapter.dispatch('parse_number')(value)) }}{% endmacro %}
{% macro duckdb__parse_number(value) -%}
    case when isfinite(try_cast({{ value }} as double)) then try_cast({{ value }} as double) end
{%- endmacro %}
