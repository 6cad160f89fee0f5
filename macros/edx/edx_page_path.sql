{#- The path below the course in an address of a course's page, / for the course itself; null for any other address. -#}
{% macro edx_page_path(url) -%}
    {%- set page = '^(https?://[^/]+)?/courses/([^/?#]*([+]|%2B)[^/?#]*|[^/+?#]+/[^/+?#]+/[^/+?#]+)(/[^?#]*)?' -%}
    case when {{ matches(url, page) }} then coalesce({{ first_match(url, page, 4) }}, '/') end
{%- endmacro %}
