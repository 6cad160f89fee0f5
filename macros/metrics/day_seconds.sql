{#- Seconds of a day. -#}
{% macro day_seconds() %}{{ return(24 * 60 * 60) }}{% endmacro %}
