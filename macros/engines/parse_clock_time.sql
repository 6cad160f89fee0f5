{#- A time as Moodle's reports write it, with or without seconds, on the clock of moodle_report_time_zone, as a UTC time.
    Of an hour that the clock shows twice in autumn, the engine takes one. -#}
{% macro parse_clock_time(value) %}{{ return(adapter.dispatch('parse_clock_time')(value)) }}{% endmacro %}
{% macro duckdb__parse_clock_time(value) -%}
    {%- set format = var('moodle_report_time_format') -%}
    (
        coalesce(try_strptime({{ value }}, {{ sql_text(format ~ ':%S') }}), try_strptime({{ value }}, {{ sql_text(format) }}))
        at time zone '{{ var("moodle_report_time_zone") }}' at time zone 'UTC'
    )
{%- endmacro %}
