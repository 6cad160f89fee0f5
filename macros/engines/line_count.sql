{#- How many lines a text file has, its header among them. -#}
{% macro line_count(file) %}{{ return(adapter.dispatch('line_count')(file)) }}{% endmacro %}
{% macro duckdb__line_count(file) %}{{ return('count_lines(' ~ file ~ ')') }}{% endmacro %}
{% macro spark__line_count(file) %}{{ return('cast(null as bigint)') }}{% endmacro %}
