{#- A whole number; 12.0 is one, 12.7 is not. -#}
{% macro parse_whole_number(value) %}{{ return(adapter.dispatch('parse_whole_number')(value)) }}{% endmacro %}
{% macro duckdb__parse_whole_number(value) -%}
    case when try_cast({{ value }} as bigint) = try_cast({{ value }} as double) then try_cast({{ value }} as bigint) end
{%- endmacro %}
