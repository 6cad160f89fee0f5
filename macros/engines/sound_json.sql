{#- A text as JSON; null where it is none. A broken escape, such as half of a character, or a control character costs nothing
    but itself. -#}
{% macro sound_json(value) %}{{ return(adapter.dispatch('sound_json')(value)) }}{% endmacro %}
{% macro duckdb__sound_json(value) -%}
    {%- set kept -%}
        \\["\\/bfnrt]|\\u(?:[0-9abcefABCEF][0-9a-fA-F]{3}|[dD][0-7][0-9a-fA-F]{2}|[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})
    {%- endset -%}
    coalesce(
        try_cast({{ value }} as json),
        case
            when {{ matches(value, '^\\s*[{\\[]') }} and {{ matches(value, '[\\\\\\x00-\\x1f]') }}
                then try_cast(
                    regexp_replace({{ value }}, '({{ kept }})|\\u[dD][0-9a-fA-F]{3}|\\|[\x00-\x1f]', '\1', 'g') as json
                )
        end
    )
{%- endmacro %}
