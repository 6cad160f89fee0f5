{#- Seconds from relative_time_origin as a timestamp. -#}
{% macro relative_time(seconds) %}{{ return(adapter.dispatch('relative_time')(seconds)) }}{% endmacro %}
{% macro duckdb__relative_time(seconds) -%}
    make_timestamp(
        epoch_us(timestamp '{{ var("relative_time_origin") }}') + cast(round(cast({{ seconds }} as double) * 1000000) as bigint)
    )
{%- endmacro %}
