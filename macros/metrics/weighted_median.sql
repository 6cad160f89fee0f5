{#- The median of a column in each group, where every row stands for `weight` equal values; halfway between the two in the
    middle when their number is even. A query with the columns of `group` and median. -#}
{% macro weighted_median(rows, group, value, weight) %}
    select
        {{ group | join(', ') }},
        min(case when 2 * weight_so_far >= whole_weight then {{ value }} end) / 2
        + min(case when 2 * weight_so_far > whole_weight then {{ value }} end) / 2 as median
    from (
        select
            *,
            sum({{ weight }}) over (partition by {{ group | join(', ') }} order by {{ value }}) as weight_so_far,
            sum({{ weight }}) over (partition by {{ group | join(', ') }}) as whole_weight
        from {{ rows }}
    ) as weighted
    group by {{ group | join(', ') }}
{% endmacro %}
