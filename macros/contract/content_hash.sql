{#- A hash of a row's content in columns of the contract; chr(30) stands for a null. -#}
{% macro content_hash(columns) -%}
    {%- set texts = [] -%}
    {%- for column in columns -%}
        {%- set text = epoch_us(column.name) if column.kind == 'time' else column.name -%}
        {%- do texts.append("coalesce(cast(" ~ text ~ " as string), chr(30))") -%}
    {%- endfor -%}
    md5(concat_ws(chr(31), {{ texts | join(', ') }}))
{%- endmacro %}
