{#- The value as the file has it: trimmed text, where a blank and a word for nothing are null. NA and None are left to texts,
    as countries and answers are called so. -#}
{% macro raw_value(column, found) -%}
    {%- if not found -%}
        cast(null as string)
    {%- elif is_native(column, found) -%}
        {{ sql_name(found.name) }}
    {%- elif column.kind in ['number', 'share'] and found.type == 'DOUBLE' -%}
        case when not isnan({{ sql_name(found.name) }}) then {{ sql_name(found.name) }} end
    {%- elif column.kind == 'id' -%}
        {{ present_id(text_of(found)) }}
    {%- elif column.kind == 'text' and not column.is_required -%}
        {{ present_text(text_of(found), missing_words() | reject('in', ['na', 'none']) | list) }}
    {%- else -%}
        {{ present_text(text_of(found)) }}
    {%- endif -%}
{%- endmacro %}
