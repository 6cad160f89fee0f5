{#- A UTC time on the clock of the variable time_zone, without a zone. -#}
{% macro in_time_zone(time) %}{{ return(adapter.dispatch('in_time_zone')(time)) }}{% endmacro %}
{% macro duckdb__in_time_zone(time) -%}
    ({{ time }} at time zone 'UTC' at time zone '{{ var("time_zone") }}')
{%- endmacro %}
{% macro spark__in_time_zone(time) -%}
    from_utc_timestamp({{ time }}, '{{ var("time_zone") }}')
{%- endmacro %}
