{#- The length of a video in seconds, null where the source gives none that can be one. -#}
{% macro video_duration(seconds) -%}
    nullif({{ video_position(seconds) }}, 0)
{%- endmacro %}
