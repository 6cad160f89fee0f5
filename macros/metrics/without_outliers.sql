{#- What a finding adds: the same figure without the outliers, so that both stand side by side. -#}
{% macro without_outliers(what, value, low, high, outlier_count) -%}
    case
        when {{ outlier_count }} = 0 then ' No outliers.'
        else concat(
                ' Without ', cast({{ outlier_count }} as string),
                case when {{ outlier_count }} = 1 then ' outlier: ' else ' outliers: ' end,
                coalesce({{ what }} || {{ interval_text(value, low, high) }}, 'too few users'), '.'
            )
    end
{%- endmacro %}
