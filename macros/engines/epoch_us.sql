{#- A timestamp as whole microseconds since 1970. All time arithmetic is done in these: engines differ in what
    `datediff` counts (boundaries or full units) and in what `dateadd` keeps. -#}
{% macro epoch_us(timestamp) %}{{ return(adapter.dispatch('epoch_us')(timestamp)) }}{% endmacro %}
{% macro duckdb__epoch_us(timestamp) %}{{ return('epoch_us(' ~ timestamp ~ ')') }}{% endmacro %}
{% macro spark__epoch_us(timestamp) %}{{ return('unix_micros(' ~ timestamp ~ ')') }}{% endmacro %}
