{#- A text as a SQL literal. -#}
{% macro sql_text(text) %}{{ return("'" ~ text | replace("'", "''") ~ "'") }}{% endmacro %}
