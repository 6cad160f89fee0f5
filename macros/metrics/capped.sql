{#- The time that a pause adds to time on task: itself up to the cap, nothing above it, nothing after a last action. -#}
{% macro capped(seconds, cap_minutes) -%}
    case when {{ seconds }} <= {{ var(cap_minutes) }} * 60 then {{ seconds }} else 0 end
{%- endmacro %}
