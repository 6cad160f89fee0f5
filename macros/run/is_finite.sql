{#- Whether a setting is a number that can be reckoned with: neither true nor false, not NaN, not endless. -#}
{% macro is_finite(value) %}
    {{ return(value is number and value is not boolean and value == value and value | abs < 1000000000) }}
{% endmacro %}
