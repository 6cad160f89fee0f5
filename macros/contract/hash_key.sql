{#- A key of one column out of several, none of which may be null. chr(31), the unit separator, stands in no id. -#}
{% macro hash_key(columns) -%}
    md5(concat_ws(chr(31), {{ columns | join(', ') }}))
{%- endmacro %}
