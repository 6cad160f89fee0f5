{#- A key of one column out of several, none of which may be null. -#}
{% macro hash_key(columns) -%}
    md5(concat_ws('|', {{ columns | join(', ') }}))
{%- endmacro %}
