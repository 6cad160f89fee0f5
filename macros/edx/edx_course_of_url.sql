{#- The course key in an address or its path, after /courses/: with plus signs anywhere, with slashes only at the path's start. -#}
{% macro edx_course_of_url(url) -%}
    {%- set plain = percent_decoded(url) -%}
    case
        when {{ url }} like '%/course%'
            then coalesce(
                replace({{ first_match(plain, '/courses?/([a-z]+-v1:[^/?#]+|[^/?#+]+[+][^/?#]+)', 1) }}, ' ', '+'),
                {{ first_match(plain, '^(https?://[^/]+)?/courses/([^/+?#]+/[^/+?#]+/[^/+?#]+)', 2) }}
            )
    end
{%- endmacro %}
