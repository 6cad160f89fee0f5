{% set weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] %}

select
    source_name,
    course_id,
    hour_of_day,
    {% for weekday in weekdays %}
        cast(sum(case when day_of_week = {{ loop.index }} then action_count else 0 end) as bigint) as {{ weekday }},
    {% endfor %}
    cast(sum(action_count) as bigint) as action_count
from {{ ref('activity_heatmap') }}
group by source_name, course_id, hour_of_day
order by source_name, course_id, hour_of_day
