{#- The rank of a value among others, where equal values share the mean of their places. -#}
{% macro mean_rank(value, partition) -%}
    rank() over (partition by {{ partition }} order by {{ value }})
    + (count(*) over (partition by {{ partition }}, {{ value }}) - 1) / 2.0
{%- endmacro %}
