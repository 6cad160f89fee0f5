{#- The block key in the address of an Open edX activity, else the address itself without what is asked of it. Addresses
    that may name a person, as those of profiles, give none. -#}
{% macro xapi_activity(address) -%}
    case
        when {{ matches(address, '/xblock/') }} then {{ first_match(address, '/xblock/([^/?#]+)', 1) }}
        when not {{ matches(address, '@|^mailto:|/(u|users?|profiles?|accounts?)/') }}
            then {{ first_match(address, '^([A-Za-z][A-Za-z0-9+.-]*:[^?# ]+?)/?([?#].*)?$', 1) }}
    end
{%- endmacro %}
