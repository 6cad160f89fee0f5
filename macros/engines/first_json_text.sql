{#- The first text in a JSON text that is an object, such as a name in several languages. -#}
{% macro first_json_text(value) %}{{ return(adapter.dispatch('first_json_text')(value)) }}{% endmacro %}
{% macro duckdb__first_json_text(value) -%}
    json_extract_string(try_cast({{ value }} as json), '$.*')[1]
{%- endmacro %}
