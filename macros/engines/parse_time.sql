{#- A time, UTC: ISO 8601, or a number, which is by its size milliseconds since 1970 (from 100,000,000,000 up), seconds since
    1970 (from 100,000,000 up) or seconds from relative_time_origin. Before that `formats` of strptime are tried. -#}
{% macro parse_time(value, formats=[]) %}{{ return(adapter.dispatch('parse_time')(value, formats)) }}{% endmacro %}
{% macro duckdb__parse_time(value, formats) -%}
    {%- set number = 'try_cast(' ~ value ~ ' as double)' -%}
    {%- if formats -%} coalesce( {%- endif -%}
    {%- for format in formats -%}
        {%- set time -%}
            try_strptime({{ value }}, {{ sql_text(format) }}){{ " at time zone 'UTC'" if '%z' in format or '%Z' in format }}
        {%- endset -%}
        {#- By %Y, DuckDB reads a year of two digits as one of antiquity. #}
        case when {{ time }} >= timestamp '1000-01-01' then {{ time }} end,
    {% endfor -%}
    case
        when {{ value }} like '____-%' or {{ number }} is null then {{ parse_iso_time(value) }}
        when {{ number }} between 100000000000 and 99999999999999
            then make_timestamp(cast(round({{ number }} * 1000) as bigint))
        when {{ number }} between 100000000 and 99999999999
            then make_timestamp(cast(round({{ number }} * 1000000) as bigint))
        when {{ number }} >= 0 and {{ number }} < 100000000 then {{ relative_time(number) }}
    end
    {%- if formats -%} ) {%- endif -%}
{%- endmacro %}
