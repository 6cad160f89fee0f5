{#- The p-quantile by linear interpolation. -#}
{% macro percentile(value, share) %}{{ return(adapter.dispatch('percentile')(value, share)) }}{% endmacro %}
{% macro duckdb__percentile(value, share) %}{{ return('quantile_cont(' ~ value ~ ', ' ~ share ~ ')') }}{% endmacro %}
{% macro spark__percentile(value, share) %}{{ return('percentile(' ~ value ~ ', ' ~ share ~ ')') }}{% endmacro %}
