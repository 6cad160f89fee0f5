{#- A key of one column out of several, none of which may be null. -#}
{% macro hash_key(columns) -%}
    md5(concat_ws('|', {{ columns | join(', ') }}))
{%- endmacro %}

{#- A hash of a row's content in the columns of a contract table; a null differs from every text. -#}
{% macro content_hash(table_name, but=[]) -%}
    {%- set texts = [] -%}
    {%- for column in contract(table_name) if column.name not in but -%}
        {%- set text = epoch_us(column.name) if column.kind == 'time' else column.name -%}
        {%- do texts.append("coalesce(cast(" ~ text ~ " as varchar), '(null)')") -%}
    {%- endfor -%}
    md5(concat_ws('|', {{ texts | join(', ') }}))
{%- endmacro %}

{#- A row's content in the columns of a contract table, as one text. -#}
{% macro content_text(table_name) -%}
    {%- set texts = [] -%}
    {%- for name in contract_columns(table_name) -%}
        {%- do texts.append("coalesce(cast(" ~ name ~ " as varchar), '')") -%}
    {%- endfor -%}
    concat_ws(',', {{ texts | join(', ') }})
{%- endmacro %}

{#- The default action_id: a hash of the row's content and of how often it has stood in the file before, so that neither
    renaming a file nor shuffling its rows changes it, and a row repeated within a file is two actions. -#}
{% macro occurrence_hash() -%}
    md5(concat_ws('|',
        {{ content_hash('actions', but=['action_id']) }},
        row_number() over (
            partition by source_file, {{ content_hash('actions', but=['action_id']) }}
            order by record_number
        )
    ))
{%- endmacro %}
