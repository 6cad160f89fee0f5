{#- Text without blanks around it; null where nothing is left. -#}
{% macro parse_text(value) %}nullif(trim({{ value }}), ''){% endmacro %}
