{#- Of a window's rows the last value that is not null; `over` and the window follow. -#}
{% macro last_known(value) %}{{ return(adapter.dispatch('last_known')(value)) }}{% endmacro %}
{% macro duckdb__last_known(value) %}{{ return('last_value(' ~ value ~ ' ignore nulls)') }}{% endmacro %}
{% macro spark__last_known(value) %}{{ return('last_value(' ~ value ~ ') ignore nulls') }}{% endmacro %}
