{#- The elements of a JSON text that is an array, as a list of JSON texts; null for any other text. -#}
{% macro json_list(value) %}{{ return(adapter.dispatch('json_list')(value)) }}{% endmacro %}
{% macro duckdb__json_list(value) -%}
    case when ltrim({{ value }}, ' ' || chr(9)) like '[%' then cast(json_transform({{ sound_json(value) }}, '["JSON"]') as varchar[]) end
{%- endmacro %}
