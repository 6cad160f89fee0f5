{#- The sum of seconds, in whole microseconds: a sum of fractions would depend on the order of the rows. -#}
{% macro exact_sum(seconds) -%}
    (cast(sum(cast(round(({{ seconds }}) * 1000000) as bigint)) as double) / 1000000)
{%- endmacro %}
