{#- Seconds out of an ISO 8601 duration of days and less, such as PT03M15.5S. Months and years have no length in seconds. -#}
{% macro iso_duration_seconds(value) -%}
    {%- set shape = '^P(?:([0-9.]+)D)?(?:T(?:([0-9.]+)H)?(?:([0-9.]+)M)?(?:([0-9.]+)S)?)?$' -%}
    case
        when {{ matches(value, shape) }} and {{ matches(value, '[0-9]') }}
            then {% for length in [86400, 3600, 60, 1] -%}
                coalesce({{ parse_number(first_match(value, shape, loop.index)) }}, 0) * {{ length }}
                {{- ' + ' if not loop.last }}
            {%- endfor %}
    end
{%- endmacro %}
