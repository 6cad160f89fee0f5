{#- A UTC time on the clock of the variable time_zone, where the course has clock time; else as it is. -#}
{% macro local_time(time, has_clock_time='has_clock_time') -%}
    {%- if var('time_zone') == 'UTC' -%}
        {{ time }}
    {%- else -%}
        case when {{ has_clock_time }} then {{ in_time_zone(time) }} else {{ time }} end
    {%- endif -%}
{%- endmacro %}

{% macro in_time_zone(time) %}{{ return(adapter.dispatch('in_time_zone')(time)) }}{% endmacro %}
{% macro duckdb__in_time_zone(time) -%}
    ({{ time }} at time zone 'UTC' at time zone '{{ var("time_zone") }}')
{%- endmacro %}
{% macro spark__in_time_zone(time) -%}
    from_utc_timestamp({{ time }}, '{{ var("time_zone") }}')
{%- endmacro %}

{#- The calendar date of a UTC time on that clock. -#}
{% macro local_date(time, has_clock_time='has_clock_time') -%}
    cast({{ local_time(time, has_clock_time) }} as date)
{%- endmacro %}
