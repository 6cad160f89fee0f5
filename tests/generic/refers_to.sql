{#- Every row with values in all the columns, with commas between, finds them in another model: a foreign key. The
    course (none), of actions outside any, need not be there. -#}
{% test refers_to(model, to, columns) %}
{%- set names = columns.split(', ') %}
select child.*
from {{ model }} as child
left join (select distinct {{ columns }} from {{ to }}) as parent
    on true {% for name in names %} and child.{{ name }} = parent.{{ name }} {% endfor %}
where parent.{{ names[0] }} is null
    {% for name in names %} and child.{{ name }} is not null {% endfor %}
    {% if 'course_id' in names %} and child.course_id <> '(none)' {% endif %}
{% endtest %}
