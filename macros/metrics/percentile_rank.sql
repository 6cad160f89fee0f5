{#- The share of the values below a value and half of those equal to it, 0 to 1; null has none and counts for none. -#}
{% macro percentile_rank(value, partition) -%}
    case
        when {{ value }} is not null
            then ({{ mean_rank(value, partition ~ ', ' ~ value ~ ' is null') }} - 0.5)
                / count({{ value }}) over (partition by {{ partition }})
    end
{%- endmacro %}
