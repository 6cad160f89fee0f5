{#- Text without blanks, tabs and line ends around it; null where nothing is left. -#}
{% macro without_blanks(value) %}{{ return(adapter.dispatch('without_blanks')(value)) }}{% endmacro %}
{% macro duckdb__without_blanks(value) -%}
    nullif(trim({{ value }}, ' ' || chr(9) || chr(10) || chr(13)), '')
{%- endmacro %}
{% macro spark__without_blanks(value) -%}
    nullif(trim(both ' ' || chr(9) || chr(10) || chr(13) from {{ value }}), '')
{%- endmacro %}
