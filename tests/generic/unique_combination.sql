{#- No two rows have equal values in all the columns, with commas between. -#}
{% test unique_combination(model, columns) %}
select {{ columns }}, count(*) as row_count
from {{ model }}
group by {{ columns }}
having count(*) > 1
{% endtest %}
