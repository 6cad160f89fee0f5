{#- A column name as an identifier, whatever a header holds. -#}
{% macro sql_name(name) %}{{ return('"' ~ name | replace('"', '""') ~ '"') }}{% endmacro %}
