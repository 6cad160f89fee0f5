{#- Expressions over a row's columns, one a line, are true or, where a column is null, unknown; none is ever false. A row that
    fails says which. They are one text because dbt renders each element of a list by itself, which takes longer. -#}
{% test expressions_are_true(model, expressions) %}
{%- set expressions = expressions.strip().splitlines() %}
select
    concat_ws(
        '; '
        {% for expression in expressions %}
            , case when not ({{ expression }}) then '{{ expression | replace("'", "''") }}' end
        {% endfor %}
    ) as false_expressions,
    *
from {{ model }}
where {% for expression in expressions %}{{ 'or ' if not loop.first }}not ({{ expression }}) {% endfor %}
{% endtest %}
