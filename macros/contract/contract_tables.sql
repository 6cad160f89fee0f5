{#- The tables of the contract. -#}
{% macro contract_tables() %}
    {{ return(['actions', 'users', 'courses', 'activities', 'enrollments']) }}
{% endmacro %}
