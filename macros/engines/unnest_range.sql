{#- Every whole number from a first to a last one, as rows of a column. -#}
{% macro unnest_range(first, last) %}{{ return(adapter.dispatch('unnest_range')(first, last)) }}{% endmacro %}
{% macro duckdb__unnest_range(first, last) %}{{ return('unnest(generate_series(' ~ first ~ ', ' ~ last ~ '))') }}{% endmacro %}
{% macro spark__unnest_range(first, last) %}{{ return('explode(sequence(' ~ first ~ ', ' ~ last ~ '))') }}{% endmacro %}
