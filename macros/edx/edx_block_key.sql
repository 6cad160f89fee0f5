{#- The key of a block of a course, whichever of its two styles the course key has; null without a course. -#}
{% macro edx_block_key(course_id, type, id) -%}
    case when {{ course_id }} like 'ccx-v1:%' then 'ccx-' else '' end
    || 'block-v1:' || replace(replace(replace({{ course_id }}, 'ccx-v1:', ''), 'course-v1:', ''), '/', '+')
    || '+type@' || {{ type }} || '+block@' || {{ id }}
{%- endmacro %}
