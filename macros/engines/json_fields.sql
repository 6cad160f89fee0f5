{#- The named fields of a JSON text as a struct, parsed once: `fields` is a dictionary of names, each 'string' or a dictionary
    again. What is no such field is null, a struct of nulls or null where the text is no JSON; inner JSON stays text. -#}
{% macro json_fields(value, fields) %}{{ return(adapter.dispatch('json_fields')(value, fields)) }}{% endmacro %}
{% macro duckdb__json_fields(value, fields) -%}
    json_transform({{ sound_json(value) }}, {{ sql_text(tojson(fields).replace('"string"', '"VARCHAR"')) }})
{%- endmacro %}
