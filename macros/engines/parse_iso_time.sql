{#- A time, UTC, in any form of ISO 8601 that writers use, a date alone included: with T or a blank, seconds or none, a
    fraction after a point or a comma, an offset of hours or of minutes too, with or without separators, in any case. -#}
{% macro parse_iso_time(value) %}{{ return(adapter.dispatch('parse_iso_time')(value)) }}{% endmacro %}
{% macro duckdb__parse_iso_time(value) -%}
    {%- set parts -%}
        regexp_extract(
            {{ without_blanks(value) }},
            '^([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:[Tt ] *([0-9]{2})(?::?([0-9]{2})(?::?([0-9]{2})(?:[.,]([0-9]{1,6})[0-9]*)?)?)?)?
            {{- " *([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?$'" }},
            ['year', 'month', 'day', 'hour', 'minute', 'second', 'fraction', 'zone']
        )
    {%- endset -%}
    coalesce(
        case when {{ value }} like '____-%' then try_cast({{ value }} as timestamptz) end,
        try_cast(
            concat(
                {{ parts }}.year, '-', {{ parts }}.month, '-', {{ parts }}.day, ' ',
                {%- for part in ['hour', 'minute', 'second'] %}
                coalesce(nullif({{ parts }}.{{ part }}, ''), '00'), {{ "':'," if not loop.last }}
                {%- endfor %}
                '.', {{ parts }}.fraction, '0', upper({{ parts }}.zone)
            ) as timestamptz
        )
    ) at time zone 'UTC'
{%- endmacro %}
