{#- An element of a list, counted from 1. -#}
{% macro list_item(list, number) %}{{ return(adapter.dispatch('list_item')(list, number)) }}{% endmacro %}
{% macro duckdb__list_item(list, number) %}{{ return('list_extract(' ~ list ~ ', ' ~ number ~ ')') }}{% endmacro %}
{% macro spark__list_item(list, number) %}{{ return('get(' ~ list ~ ', cast(' ~ number ~ ' as int) - 1)') }}{% endmacro %}
