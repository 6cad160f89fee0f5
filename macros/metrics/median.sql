{#- The median, by linear interpolation. -#}
{% macro median(value) %}{{ return(percentile(value, 0.5)) }}{% endmacro %}
