{#- The course key in the address of an Open edX course, else the address itself. -#}
{% macro xapi_course(address) -%}
    coalesce(
        {{ first_match(address, '/courses?/([^/?#+]+[+][^/?#]+)', 1) }},
        {{ first_match(address, '/courses?/([^/+?#]+/[^/+?#]+/[^/+?#]+)/?$', 1) }},
        {{ first_match(address, '^([^?#]+?)/?([?#].*)?$', 1) }}
    )
{%- endmacro %}
