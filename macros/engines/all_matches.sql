{#- What a group of a regular expression finds in a text, each time, with a text between; null where that is nothing. -#}
{% macro all_matches(value, pattern, group, between) %}
    {{- return(adapter.dispatch('all_matches')(value, pattern, group, between)) -}}
{% endmacro %}
{% macro duckdb__all_matches(value, pattern, group, between) -%}
    nullif(array_to_string(regexp_extract_all({{ value }}, {{ sql_text(pattern) }}, {{ group }}), '{{ between }}'), '')
{%- endmacro %}
{% macro spark__all_matches(value, pattern, group, between) -%}
    nullif(array_join(regexp_extract_all({{ value }}, {{ sql_text(pattern) }}, {{ group }}), '{{ between }}'), '')
{%- endmacro %}
