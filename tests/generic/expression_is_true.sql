{#- An expression over a row's columns is true or, where a column is null, unknown; it is never false. -#}
{% test expression_is_true(model, expression) %}
select *
from {{ model }}
where not ({{ expression }})
{% endtest %}
