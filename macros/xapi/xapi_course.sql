{#- The course key in the address, decoded, of an Open edX course, else the address itself with what identifies it. -#}
{% macro xapi_course(address) -%}
    coalesce(
        case
            when {{ address }} like '%-v1:%'
                then replace({{ first_match(address, '(^|/courses?/)([a-z]+-v1:[^/?#]+)', 2) }}, ' ', '+')
        end,
        {{ first_match(address, '/courses?/([^/?#+]+[+][^/?#]+)', 1) }},
        {{ first_match(address, '/courses?/([^/+?#]+/[^/+?#]+/[^/+?#]+)/?$', 1) }},
        {{ xapi_address(address) }}
    )
{%- endmacro %}
