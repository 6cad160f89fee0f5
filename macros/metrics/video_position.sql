{#- A position in a video, or its length, in seconds; null when negative, above 10 hours or not a number (which sorts above
    all numbers). The limit is that of edX Insights. -#}
{% macro video_position(seconds) -%}
    case when {{ seconds }} >= 0 and {{ seconds }} <= 36000 then {{ seconds }} end
{%- endmacro %}
