{#- A time, UTC, as logs write it: ISO 8601 with a time of day, and nothing else. -#}
{% macro parse_logged_time(value) -%}
    case
        when {{ matches(value, '^[ \n\t]*[0-9]{4}-?[0-9]{2}-?[0-9]{2}[Tt ] *[0-9]{2}') }} then {{ parse_iso_time(value) }}
    end
{%- endmacro %}
