{#- A row as one text, to show what was rejected: its columns with commas between, empty where null. -#}
{% macro row_text(columns) -%}
    {%- set texts = [] -%}
    {%- for column in columns -%}
        {%- do texts.append("coalesce(cast(" ~ sql_name(column) ~ " as string), '')") -%}
    {%- endfor -%}
    {%- if texts -%} concat_ws(',', {{ texts | join(', ') }}) {%- else -%} cast(null as string) {%- endif -%}
{%- endmacro %}
