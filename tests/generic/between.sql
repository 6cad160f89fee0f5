{#- Every value that is not null lies from low to high, both included; without high there is no upper bound. -#}
{% test between(model, column_name, low, high=none) %}
select {{ column_name }}
from {{ model }}
where {{ column_name }} < {{ low }} {% if high is not none %} or {{ column_name }} > {{ high }} {% endif %}
{% endtest %}
