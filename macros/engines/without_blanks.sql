{#- Text without blanks, tabs, line ends and unbreakable blanks around it; null where nothing is left. -#}
{% macro without_blanks(value) %}{{ return(adapter.dispatch('without_blanks')(value)) }}{% endmacro %}
{% macro duckdb__without_blanks(value) -%}
    nullif(trim({{ value }}, ' ' || chr(9) || chr(10) || chr(13) || chr(160)), '')
{%- endmacro %}
{% macro spark__without_blanks(value) -%}
    nullif(trim(both ' ' || chr(9) || chr(10) || chr(13) || chr(160) from {{ value }}), '')
{%- endmacro %}
