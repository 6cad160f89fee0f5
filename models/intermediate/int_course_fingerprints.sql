-- Of every row that a table on the course is made of, whatever the reason for which one appeared, went or changed.
with hashed as (
    {% for model_name in ['fct_actions', 'fct_sessions', 'fct_daily_engagement', 'int_activity_touches'] %}
        -- depends_on: {{ ref(model_name) }}
        select source_name, course_id, hash('{{ model_name }}', user_id, fingerprint) as row_hash
        from inputs.{{ model_name }}
        union all
    {% endfor %}
    {% for model_name in ['int_courses', 'int_activities', 'int_enrollments'] %}
        select
            {{ model_name }}.source_name,
            {{ model_name }}.course_id,
            hash('{{ model_name }}', {{ model_name }}) as row_hash
        from {{ ref(model_name) }} as {{ model_name }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select source_name, course_id, concat_ws(' ', count(*), bit_xor(hash(row_hash))) as fingerprint
from hashed
group by source_name, course_id
