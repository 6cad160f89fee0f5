{#- A column of a file as text. Parquet may hold whole numbers as doubles, which are written without a fraction. -#}
{% macro text_of(found) -%}
    {%- set name = sql_name(found.name) -%}
    {%- if found.type in ['DOUBLE', 'FLOAT'] -%}
        case
            when {{ name }} = floor({{ name }}) and abs({{ name }}) < 1e18 then cast(cast({{ name }} as bigint) as string)
            else cast({{ name }} as string)
        end
    {%- elif found.type == 'VARCHAR' -%}
        {{ name }}
    {%- else -%}
        cast({{ name }} as string)
    {%- endif -%}
{%- endmacro %}
