{#- The calendar date of a UTC time on the clock of the variable time_zone, where the course has clock time. -#}
{% macro local_date(time, has_clock_time='has_clock_time') -%}
    cast({{ local_time(time, has_clock_time) }} as date)
{%- endmacro %}
