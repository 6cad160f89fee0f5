{#- Of a group's rows the value, null or not, of the one that is last in an order without ties. -#}
{% macro value_at_last(value, place) %}{{ return(adapter.dispatch('value_at_last')(value, place)) }}{% endmacro %}
{% macro duckdb__value_at_last(value, place) %}{{ return('arg_max_null(' ~ value ~ ', ' ~ place ~ ')') }}{% endmacro %}
{% macro spark__value_at_last(value, place) %}{{ return('max_by(' ~ value ~ ', ' ~ place ~ ')') }}{% endmacro %}
