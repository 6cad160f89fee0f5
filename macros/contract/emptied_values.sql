{#- What was wrong with the values of a row that were emptied, as one text; null where none was. `faults` is a list for each
    column. -#}
{% macro emptied_values(faults) -%}
    {%- set conditions = faults | sum(start=[]) | map(attribute='when') | list -%}
    {%- if conditions -%}
        case
            when {{ conditions | join(' or ') }}
                then concat_ws('; '
                {%- for of_column in faults if of_column %},
                    case {{ reject_rules(of_column) }} end
                {%- endfor %}
                )
        end
    {%- else -%}
        cast(null as string)
    {%- endif -%}
{%- endmacro %}
