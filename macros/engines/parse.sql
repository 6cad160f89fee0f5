{#- Text to a typed value, or null where the text is none. A blank is null, and so is the NaN of a data frame. -#}
{% macro parse_text(value) %}nullif(trim({{ value }}), ''){% endmacro %}

{#- A finite number. -#}
{% macro parse_number(value) %}{{ return(adapter.dispatch('parse_number')(value)) }}{% endmacro %}
{% macro duckdb__parse_number(value) -%}
    case when isfinite(try_cast({{ value }} as double)) then try_cast({{ value }} as double) end
{%- endmacro %}

{#- A whole number; 12.0 is one, 12.7 is not. -#}
{% macro parse_whole_number(value) %}{{ return(adapter.dispatch('parse_whole_number')(value)) }}{% endmacro %}
{% macro duckdb__parse_whole_number(value) -%}
    case when try_cast({{ value }} as bigint) = try_cast({{ value }} as double) then try_cast({{ value }} as bigint) end
{%- endmacro %}

{#- true, t, yes, 1 or false, f, no, 0, in any case. -#}
{% macro parse_flag(value) -%}
    case
        when lower({{ value }}) in ('true', 't', 'yes', 'y', '1', '1.0') then true
        when lower({{ value }}) in ('false', 'f', 'no', 'n', '0', '0.0') then false
    end
{%- endmacro %}

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

{#- Seconds from relative_time_origin as a timestamp. -#}
{% macro relative_time(seconds) %}{{ return(adapter.dispatch('relative_time')(seconds)) }}{% endmacro %}
{% macro duckdb__relative_time(seconds) -%}
    make_timestamp(
        epoch_us(timestamp '{{ var("relative_time_origin") }}') + cast(round({{ seconds }} * 1000000) as bigint)
    )
{%- endmacro %}

{#- Whether a time lies in the plausible range of dates. -#}
{% macro is_plausible_time(time) -%}
    {{ time }} >= timestamp '{{ var("plausible_from") }}' and {{ time }} < timestamp '{{ var("plausible_to") }}'
{%- endmacro %}

{#- Seconds from relative_time_origin to the end of the plausible range. -#}
{% macro plausible_seconds() -%}
    ({{ epoch_us("timestamp '" ~ var("plausible_to") ~ "'") }} - {{ epoch_us("timestamp '" ~ var("relative_time_origin") ~ "'") }})
    / 1000000
{%- endmacro %}
