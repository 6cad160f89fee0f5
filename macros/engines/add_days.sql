{#- A date some days later. -#}
{% macro add_days(date, days) %}{{ return(adapter.dispatch('add_days')(date, days)) }}{% endmacro %}
{% macro duckdb__add_days(date, days) %}{{ return("cast(" ~ date ~ " + to_days(cast(" ~ days ~ " as integer)) as date)") }}{% endmacro %}
{% macro spark__add_days(date, days) %}{{ return("date_add(" ~ date ~ ", cast(" ~ days ~ " as int))") }}{% endmacro %}
