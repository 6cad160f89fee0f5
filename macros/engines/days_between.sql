{#- Whole days from one date to another. -#}
{% macro days_between(earlier, later) %}{{ return(adapter.dispatch('days_between')(earlier, later)) }}{% endmacro %}
{% macro duckdb__days_between(earlier, later) %}{{ return("date_diff('day', " ~ earlier ~ ", " ~ later ~ ")") }}{% endmacro %}
{% macro spark__days_between(earlier, later) %}{{ return("cast(datediff(" ~ later ~ ", " ~ earlier ~ ") as bigint)") }}{% endmacro %}
