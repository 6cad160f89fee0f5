{% set shares = [10, 25, 50, 75, 90, 99] %}

select
    source_name,
    course_id,
    count(*) as user_count,
    avg(action_count) as mean_action_count,
    min(action_count) as lowest,
    {% for share in shares %}
        {{ percentile('action_count', share / 100) }} as p{{ share }},
    {% endfor %}
    max(action_count) as highest
from {{ ref('fct_enrollments') }}
where action_count > 0
group by source_name, course_id
order by source_name, course_id
