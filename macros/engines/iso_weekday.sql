{#- ISO weekday: 1 is Monday, 7 is Sunday. -#}
{% macro iso_weekday(date) %}{{ return(adapter.dispatch('iso_weekday')(date)) }}{% endmacro %}
{% macro duckdb__iso_weekday(date) %}{{ return('isodow(' ~ date ~ ')') }}{% endmacro %}
{% macro spark__iso_weekday(date) %}{{ return('(weekday(' ~ date ~ ') + 1)') }}{% endmacro %}
