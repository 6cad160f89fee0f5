{#- Whether a regular expression is found in a text. -#}
{% macro matches(value, pattern) %}{{ return(adapter.dispatch('matches')(value, pattern)) }}{% endmacro %}
{% macro duckdb__matches(value, pattern) %}{{ return('regexp_matches(' ~ value ~ ', ' ~ sql_text(pattern) ~ ')') }}{% endmacro %}
{% macro spark__matches(value, pattern) %}{{ return('(' ~ value ~ ' rlike ' ~ sql_text(pattern) ~ ')') }}{% endmacro %}
