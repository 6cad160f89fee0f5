{#- The value as the file has it: trimmed text, where a blank and a word for nothing are null. NA and None are left to texts,
    as countries and answers are called so. -#}
{% macro raw_value(column, found, is_native) -%}
    {%- set name = sql_name(found.name) if found -%}
    {%- set text -%}
        {%- if found and found.type in ['DOUBLE', 'FLOAT'] -%}
            {#- Parquet may hold whole numbers as doubles, which are written without a fraction. -#}
            case
                when {{ name }} = floor({{ name }}) and abs({{ name }}) < 1e18
                    then cast(cast({{ name }} as bigint) as string)
                else cast({{ name }} as string)
            end
        {%- elif found and found.type == 'VARCHAR' -%}
            {{ name }}
        {%- else -%}
            cast({{ name }} as string)
        {%- endif -%}
    {%- endset -%}
    {%- if not found -%}
        cast(null as string)
    {%- elif is_native -%}
        {{ name }}
    {%- elif column.kind in ['number', 'share'] and found.type == 'DOUBLE' -%}
        case when not isnan({{ name }}) then {{ name }} end
    {%- elif column.kind == 'id' -%}
        {{ present_id(text) }}
    {%- elif column.kind == 'text' and not column.is_required -%}
        {{ present_text(text, missing_words() | reject('in', ['na', 'none']) | list) }}
    {%- else -%}
        {{ present_text(text) }}
    {%- endif -%}
{%- endmacro %}
