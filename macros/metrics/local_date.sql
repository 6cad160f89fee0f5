{#- The calendar date of a UTC time on that clock. -#}
{% macro local_date(time, has_clock_time='has_clock_time') -%}
    cast({{ local_time(time, has_clock_time) }} as date)
{%- endmacro %}
