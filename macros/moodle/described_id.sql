{#- The number that a pattern with one group finds in a description; null where it finds none. -#}
{% macro described_id(pattern) -%}
    {{ parse_whole_number("nullif(regexp_extract(description, " ~ sql_text(pattern) ~ ", 1), '')") }}
{%- endmacro %}
