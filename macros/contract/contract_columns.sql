{#- The names of a contract table's columns. -#}
{% macro contract_columns(table) %}
    {{ return(contract(table) | map(attribute='name') | list) }}
{% endmacro %}
