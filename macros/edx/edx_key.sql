{#- A course's or block's key in its one form: it may be percent-encoded, with blanks where a plus was read as one. -#}
{% macro edx_key(key) -%}
    {%- set plain -%}
        case
            when {{ key }} like '%!%%' escape '!' and {{ matches(key, '^(course|ccx)-v1:.*%|%(2[BbFf]|3[Aa]|40)') }} then {{ percent_decoded(key) }}
            else {{ key }}
        end
    {%- endset -%}
    case when {{ key }} like '%-v1%' then replace({{ plain }}, ' ', '+') else {{ plain }} end
{%- endmacro %}
