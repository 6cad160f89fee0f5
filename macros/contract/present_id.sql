{#- An id, the same however it is written: blanks around it and words for nothing are taken away, and so is the `.0` that a
    data frame puts behind a whole number. -#}
{% macro present_id(value) -%}
    case
        when {{ value }} like '%.0%' and {{ matches(without_blanks(value), '^[0-9]+[.]0+$') }}
            then {{ first_match(value, '[0-9]+') }}
        else {{ present_text(value) }}
    end
{%- endmacro %}
