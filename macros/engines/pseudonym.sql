{#- A user id that does not say who the user is: a hash of the id and a secret, see plugins/user_salt.py. -#}
{% macro pseudonym(user) %}{{ return(adapter.dispatch('pseudonym')(user)) }}{% endmacro %}
{% macro duckdb__pseudonym(user) -%}
    case when {{ user }} is not null then sha256(concat(user_salt(), ':', {{ user }})) end
{%- endmacro %}
