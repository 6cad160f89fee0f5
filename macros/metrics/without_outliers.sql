{#- What a finding adds: the same figure without the outliers, so that both stand side by side. `outlier_count` is null where
    too few users are left. -#}
{% macro without_outliers(what, value, low, high, outlier_count) -%}
    case
        when {{ outlier_count }} is null then ' Without the outliers too few users are left.'
        when {{ outlier_count }} = 0 then ' No outliers.'
        else concat(
                ' Without ', cast({{ outlier_count }} as string),
                case when {{ outlier_count }} = 1 then ' outlier: ' else ' outliers: ' end,
                coalesce({{ what }} || {{ interval_text(value, low, high) }}, 'it cannot be given'), '.'
            )
    end
{%- endmacro %}
