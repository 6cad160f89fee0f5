{#- Seconds from relative_time_origin to the end of the plausible range. -#}
{% macro plausible_seconds() -%}
    ({{ epoch_us("timestamp '" ~ var("plausible_to") ~ "'") }} - {{ epoch_us("timestamp '" ~ var("relative_time_origin") ~ "'") }})
    / 1000000
{%- endmacro %}
