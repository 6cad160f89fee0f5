{#- The block key in the address, decoded, of an Open edX activity, else the address itself with what identifies it. Addresses
    that may name a person, as those of profiles and mailboxes, give none. -#}
{% macro xapi_activity(address) -%}
    {%- set person = '^mailto:|(^|[/?=&])@|[^/@?&=]@[^/@?&=]+[.][A-Za-z]|/(u|users?|profiles?|accounts?)/' -%}
    case
        when {{ address }} like '%block-v1:%' then {{ xapi_block(address) }}
        when {{ address }} like '%/xblock/%' then {{ first_match(address, '/xblock/([^/?#]+)', 1) }}
        when {{ matches(address, '^[A-Za-z][A-Za-z0-9+.-]*:[^?# ]+') }} and not {{ matches(address, person) }}
            then {{ xapi_address(address) }}
    end
{%- endmacro %}
