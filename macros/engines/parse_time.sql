{#- A time, UTC: ISO 8601 with or without an offset, or a number, from 100,000,000 up Unix seconds, below that
    seconds from relative_time_origin. Numbers from 100,000,000,000 up are no seconds of any plausible time. -#}
{% macro parse_time(value) %}{{ return(adapter.dispatch('parse_time')(value)) }}{% endmacro %}
{% macro duckdb__parse_time(value) -%}
    case
        when try_cast({{ value }} as double) is null
            then try_cast({{ value }} as timestamptz) at time zone 'UTC'
        when try_cast({{ value }} as double) between 100000000 and 99999999999
            then make_timestamp(cast(round(try_cast({{ value }} as double) * 1000000) as bigint))
        when try_cast({{ value }} as double) >= 0 and try_cast({{ value }} as double) < 100000000
            then {{ relative_time("try_cast(" ~ value ~ " as double)") }}
    end
{%- endmacro %}
