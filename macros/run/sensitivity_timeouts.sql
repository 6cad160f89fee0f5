{#- The timeouts to compare. -#}
{% macro sensitivity_timeouts() %}{{ return(rising_numbers('sensitivity_timeouts_minutes')) }}{% endmacro %}
