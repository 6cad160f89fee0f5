{#- The base model of a raw table. -#}
{% macro base_model(table) %}{{ return('base_' ~ table.source_name ~ '__' ~ table.name) }}{% endmacro %}
