{#- The path below the course in an address of a course's page, / for the course itself; null for any other address. -#}
{% macro edx_page_path(url) -%}
    {%- set page = '^(https?://[^/]+)?/courses/([a-z]+-v1:[^/?#]*|[^/?#]*[+][^/?#]*|[^/+?#]+/[^/+?#]+/[^/+?#]+)(/[^?#]*)?' -%}
    {%- set plain = percent_decoded(url) -%}
    case
        when {{ url }} like '%/courses/%' and {{ matches(plain, page) }} then coalesce({{ first_match(plain, page, 3) }}, '/')
    end
{%- endmacro %}
