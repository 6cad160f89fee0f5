{#- A raw row as one text again, to show what was rejected. -#}
{% macro raw_text(columns) -%}
    {%- set texts = [] -%}
    {%- for column in columns -%}
        {%- do texts.append("coalesce(cast(" ~ sql_name(column.name) ~ " as string), '')") -%}
    {%- endfor -%}
    {%- if texts -%} concat_ws(',', {{ texts | join(', ') }}) {%- else -%} cast(null as string) {%- endif -%}
{%- endmacro %}
