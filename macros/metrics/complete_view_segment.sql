{#- The segment that a complete view of a video reaches: its last 30 seconds, or its last twentieth if that starts later. -#}
{% macro complete_view_segment(duration) -%}
    {{ video_segment(
        'greatest(' ~ duration ~ ' - ' ~ var('complete_view_end_seconds') ~ ', '
        ~ var('complete_view_rate') ~ ' * ' ~ duration ~ ')'
    ) }}
{%- endmacro %}
