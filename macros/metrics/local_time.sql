{#- A UTC time on the clock of the variable time_zone, where the course has clock time; else as it is. -#}
{% macro local_time(time, has_clock_time='has_clock_time') -%}
    {%- if var('time_zone') == 'UTC' -%}
        {{ time }}
    {%- else -%}
        case when {{ has_clock_time }} then {{ in_time_zone(time) }} else {{ time }} end
    {%- endif -%}
{%- endmacro %}
