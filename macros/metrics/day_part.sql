{#- The part of the day that an hour lies in; null without clock time. -#}
{% macro day_part(hour) -%}
    case
        when {{ hour }} < 6 then 'night'
        when {{ hour }} < 12 then 'morning'
        when {{ hour }} < 18 then 'afternoon'
        when {{ hour }} < 24 then 'evening'
    end
{%- endmacro %}
