{#- Unix seconds as a UTC time; null where they are 0, which Moodle writes for not set, or too few for any plausible time. -#}
{% macro unix_time(seconds) -%}
    case when {{ seconds }} >= 100000000 then {{ parse_time('cast(' ~ seconds ~ ' as string)') }} end
{%- endmacro %}
