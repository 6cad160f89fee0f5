{#- The segment of a video that holds a position, from 0. -#}
{% macro video_segment(seconds) -%}
    cast(floor({{ seconds }} / cast({{ var('video_segment_seconds') }} as double)) as bigint)
{%- endmacro %}
