{#- Every row with values in all the columns finds them in another model: a foreign key of one or more columns. -#}
{% test refers_to(model, to, columns) %}
select child.*
from {{ model }} as child
left join (select distinct {{ columns | join(', ') }} from {{ to }}) as parent
    on true {% for column in columns %} and child.{{ column }} = parent.{{ column }} {% endfor %}
where parent.{{ columns[0] }} is null
    {% for column in columns %} and child.{{ column }} is not null {% endfor %}
    {% if 'course_id' in columns %} and child.course_id <> '(none)' {% endif %}
{% endtest %}
