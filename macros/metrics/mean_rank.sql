{#- The rank of a value among others, where equal values share the mean of their places: the first of them is the rank, and the
    last the number of values up to and with theirs. -#}
{% macro mean_rank(value, partition) -%}
    {%- set places = '(partition by ' ~ partition ~ ' order by ' ~ value ~ ')' -%}
    (rank() over {{ places }} + count(*) over {{ places }}) / 2.0
{%- endmacro %}
