{#- What a group of a regular expression finds first in a text; null where that is nothing. -#}
{% macro first_match(value, pattern, group=0) %}{{ return(adapter.dispatch('first_match')(value, pattern, group)) }}{% endmacro %}
{% macro duckdb__first_match(value, pattern, group) -%}
    nullif(regexp_extract({{ value }}, {{ sql_text(pattern) }}, {{ group }}), '')
{%- endmacro %}
{% macro spark__first_match(value, pattern, group) -%}
    nullif(regexp_extract({{ value }}, {{ sql_text(pattern) }}, {{ group }}), '')
{%- endmacro %}
