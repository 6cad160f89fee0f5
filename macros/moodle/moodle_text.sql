{#- A field as trimmed text; null where it is blank or one of the words that exports write for a missing value. -#}
{% macro moodle_text(name) -%}
    case when trim({{ name }}) not in ('', 'NULL', concat(chr(92), 'N')) then trim({{ name }}) end
{%- endmacro %}
