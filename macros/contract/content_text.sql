{#- A row's content in the columns of a contract table, as one text. -#}
{% macro content_text(table_name) -%}
    {%- set texts = [] -%}
    {%- for name in contract_columns(table_name) -%}
        {%- do texts.append("coalesce(cast(" ~ name ~ " as string), '')") -%}
    {%- endfor -%}
    concat_ws(',', {{ texts | join(', ') }})
{%- endmacro %}
