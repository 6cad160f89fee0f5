{#- A time as Moodle's reports write it, with or without seconds, or in another format, on the clock of
    moodle_report_time_zone, as a UTC time. Of an hour that the clock shows twice in autumn, the engine takes one. -#}
{% macro parse_clock_time(value, format=none) %}
    {{- return(adapter.dispatch('parse_clock_time')(value, format or var('moodle_report_time_format'))) -}}
{% endmacro %}
{% macro duckdb__parse_clock_time(value, format) -%}
    (
        coalesce(try_strptime({{ value }}, {{ sql_text(format ~ ':%S') }}), try_strptime({{ value }}, {{ sql_text(format) }}))
        at time zone '{{ var("moodle_report_time_zone") }}' at time zone 'UTC'
    )
{%- endmacro %}
