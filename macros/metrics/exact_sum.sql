{#- The sum of fractions, each rounded to so many to the unit: as they stand, their sum would depend on the order of the
    rows. Microseconds unless told; `over` is the window, if any. -#}
{% macro exact_sum(value, steps=1000000, over='') -%}
    (cast(sum(cast(round(({{ value }}) * {{ steps }}) as bigint)) {{ over }} as double) / {{ steps }})
{%- endmacro %}
