{#- The course key after /courses/ in a path or address: with plus signs anywhere, with slashes only at the path's start. -#}
{% macro edx_course_of_url(url) -%}
    {%- set plain = "replace(replace(replace(" ~ url ~ ", '%2B', '+'), '%3A', ':'), '%40', '@')" -%}
    coalesce(
        {{ first_match(plain, '/courses/([^/?#+]+[+][^/?#]+)', 1) }},
        {{ first_match(plain, '^(https?://[^/]+)?/courses/([^/+?#]+/[^/+?#]+/[^/+?#]+)', 2) }}
    )
{%- endmacro %}
