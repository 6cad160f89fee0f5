{#- Text to a typed value, or null where the text is none. A blank is null, and so is the NaN of a data frame. -#}
{% macro parse_text(value) %}nullif(trim({{ value }}), ''){% endmacro %}
