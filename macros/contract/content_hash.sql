{#- A hash of a row's content in the columns of a contract table; a null differs from every text. -#}
{% macro content_hash(table_name, but=[]) -%}
    {%- set texts = [] -%}
    {%- for column in contract(table_name) if column.name not in but -%}
        {%- set text = epoch_us(column.name) if column.kind == 'time' else column.name -%}
        {%- do texts.append("coalesce(cast(" ~ text ~ " as string), '(null)')") -%}
    {%- endfor -%}
    md5(concat_ws('|', {{ texts | join(', ') }}))
{%- endmacro %}
