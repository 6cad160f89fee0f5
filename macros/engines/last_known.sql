{#- The last value so far that is not null; `over` is the window with its order and frame. -#}
{% macro last_known(value, over) %}{{ return(adapter.dispatch('last_known')(value, over)) }}{% endmacro %}
{% macro duckdb__last_known(value, over) %}{{ return('last_value(' ~ value ~ ' ignore nulls) ' ~ over) }}{% endmacro %}
{% macro spark__last_known(value, over) %}{{ return('last_value(' ~ value ~ ') ignore nulls ' ~ over) }}{% endmacro %}
