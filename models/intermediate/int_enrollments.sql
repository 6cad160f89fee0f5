with declared as (
    {{ without_surplus('enrollments') }}
),

observed as (
    select distinct actions.source_name, actions.user_id, actions.course_id
    from {{ ref('fct_actions') }} as actions
    inner join {{ ref('int_courses') }} as courses
        on actions.source_name = courses.source_name and actions.course_id = courses.course_id
    where actions.course_id <> '(none)' and actions.acted_at <= courses.as_of
),

mentioned as (
    select source_name, user_id, course_id from declared
    union
    select source_name, user_id, course_id from observed
),

users as (
    {{ without_surplus('users') }}
)

-- An attribute as it was at enrolment wins over the user's.
select
    mentioned.source_name,
    mentioned.user_id,
    mentioned.course_id,
    declared.enrolled_at,
    declared.outcome as label,
    declared.outcome_at as label_at,
    coalesce(bool_or(declared.outcome in ('completed', 'failed')) over course, false) as has_completion_labels,
    coalesce(bool_or(declared.outcome = 'dropped_out') over course, false) as has_dropout_labels,
    declared.final_grade,
    {% for attribute in ['gender', 'age_band', 'education_level', 'country', 'user_type'] %}
        coalesce(declared.{{ attribute }}, users.{{ attribute }}) as {{ attribute }},
    {% endfor %}
    declared.disability,
    declared.previous_attempts
from mentioned
left join declared
    on mentioned.source_name = declared.source_name
    and mentioned.user_id = declared.user_id
    and mentioned.course_id = declared.course_id
left join users
    on mentioned.source_name = users.source_name and mentioned.user_id = users.user_id
window course as (partition by mentioned.source_name, mentioned.course_id)
