{#- Whole days from one date to another. -#}
{% macro days_between(earlier, later) %}{{ return(adapter.dispatch('days_between')(earlier, later)) }}{% endmacro %}
{% macro duckdb__days_between(earlier, later) %}{{ return("date_diff('day', " ~ earlier ~ ", " ~ later ~ ")") }}{% endmacro %}
{% macro spark__days_between(earlier, later) %}{{ return("cast(datediff(" ~ later ~ ", " ~ earlier ~ ") as bigint)") }}{% endmacro %}

{#- A date some days later. -#}
{% macro add_days(date, days) %}{{ return(adapter.dispatch('add_days')(date, days)) }}{% endmacro %}
{% macro duckdb__add_days(date, days) %}{{ return("cast(" ~ date ~ " + to_days(cast(" ~ days ~ " as integer)) as date)") }}{% endmacro %}
{% macro spark__add_days(date, days) %}{{ return("date_add(" ~ date ~ ", cast(" ~ days ~ " as int))") }}{% endmacro %}

{#- ISO weekday: 1 is Monday, 7 is Sunday. -#}
{% macro iso_weekday(date) %}{{ return(adapter.dispatch('iso_weekday')(date)) }}{% endmacro %}
{% macro duckdb__iso_weekday(date) %}{{ return('isodow(' ~ date ~ ')') }}{% endmacro %}
{% macro spark__iso_weekday(date) %}{{ return('(weekday(' ~ date ~ ') + 1)') }}{% endmacro %}

{#- Every whole number from a first to a last one, as rows of a column. -#}
{% macro unnest_range(first, last) %}{{ return(adapter.dispatch('unnest_range')(first, last)) }}{% endmacro %}
{% macro duckdb__unnest_range(first, last) %}{{ return('unnest(generate_series(' ~ first ~ ', ' ~ last ~ '))') }}{% endmacro %}
{% macro spark__unnest_range(first, last) %}{{ return('explode(sequence(' ~ first ~ ', ' ~ last ~ '))') }}{% endmacro %}
