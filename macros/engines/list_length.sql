{#- The number of elements of a list; null for no list. -#}
{% macro list_length(list) %}{{ return(adapter.dispatch('list_length')(list)) }}{% endmacro %}
{% macro duckdb__list_length(list) %}{{ return('len(' ~ list ~ ')') }}{% endmacro %}
{% macro spark__list_length(list) %}{{ return('array_size(' ~ list ~ ')') }}{% endmacro %}
