{#- The tables of the contract. -#}
{% macro contract_tables() %}
    {{ return(contract_keys().keys() | list) }}
{% endmacro %}
