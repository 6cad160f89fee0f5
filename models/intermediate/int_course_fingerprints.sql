-- Of every row that a table on the course is made of, whatever the reason for which one appeared, went or changed.
{% set by_learner = ['fct_actions', 'fct_sessions', 'fct_daily_engagement', 'int_activity_touches'] %}
{% set whole = ['int_courses', 'int_activities', 'int_enrollments'] %}

with hashed as (
    {% for model_name in by_learner %}
        -- depends_on: {{ ref(model_name) }}
        select source_name, course_id, bit_xor(hash('{{ model_name }}', user_id, fingerprint)) as row_hash, count(*) as row_count
        from inputs.{{ model_name }}
        group by source_name, course_id
        union all
    {% endfor %}
    {% for model_name in whole %}
        select source_name, course_id, bit_xor(hash('{{ model_name }}', hash(row_of))) as row_hash, count(*) as row_count
        from {{ ref(model_name) }} as row_of
        group by source_name, course_id
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select source_name, course_id, concat_ws(' ', bit_xor(row_hash), sum(row_count)) as fingerprint
from hashed
group by source_name, course_id
