{#- The block key in an address, decoded, of an Open edX activity; null where there is none. -#}
{% macro xapi_block(address) -%}
    case
        when {{ address }} like '%block-v1:%'
            then replace({{ first_match(address, '(ccx-)?block-v1:[^/?#]+') }}, ' ', '+')
    end
{%- endmacro %}
