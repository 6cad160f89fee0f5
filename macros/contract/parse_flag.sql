{#- true, t, yes, y, 1, 1.0 or false, f, no, n, 0, 0.0, in any case. -#}
{% macro parse_flag(value) -%}
    case
        when lower({{ value }}) in ('true', 't', 'yes', 'y', '1', '1.0') then true
        when lower({{ value }}) in ('false', 'f', 'no', 'n', '0', '0.0') then false
    end
{%- endmacro %}
