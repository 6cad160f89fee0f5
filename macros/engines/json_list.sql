{#- The elements of a JSON text that is an array, as a list of JSON texts; null for any other text. -#}
{% macro json_list(value) %}{{ return(adapter.dispatch('json_list')(value)) }}{% endmacro %}
{% macro duckdb__json_list(value) -%}
    case when {{ value }} like '%[%' then cast(json_transform(try_cast({{ value }} as json), '["JSON"]') as varchar[]) end
{%- endmacro %}
