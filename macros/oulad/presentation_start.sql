{#- The date that stands for day 0 of an OULAD presentation: the 1st of February (B) or October (J) of its year. The files
    give the month; the day of the month is a convention. Null where the code is no year and letter. -#}
{% macro presentation_start(code_presentation) -%}
    case substr({{ code_presentation }}, 5)
        when 'B' then try_cast(concat(substr({{ code_presentation }}, 1, 4), '-02-01') as date)
        when 'J' then try_cast(concat(substr({{ code_presentation }}, 1, 4), '-10-01') as date)
    end
{%- endmacro %}
