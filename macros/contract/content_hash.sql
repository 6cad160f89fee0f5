{#- A hash of a row's content in the columns of a contract table; chr(30) stands for a null. -#}
{% macro content_hash(table_name, but=[]) -%}
    {%- set texts = [] -%}
    {%- for column in contract(table_name) if column.name not in but -%}
        {%- set text = epoch_us(column.name) if column.kind == 'time' else column.name -%}
        {%- do texts.append("coalesce(cast(" ~ text ~ " as string), chr(30))") -%}
    {%- endfor -%}
    md5(concat_ws(chr(31), {{ texts | join(', ') }}))
{%- endmacro %}
