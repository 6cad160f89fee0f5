-- Who enrolled stands in studentInfo alone. Only a withdrawal has a date: when others passed or failed is not known. Of
-- the nine who failed with a date of unregistration the result counts.
with registrations as (
    select
        course_id,
        student_id,
        min(registration_day) as registration_day,
        max(unregistration_day) as unregistration_day
    from {{ ref('base_oulad__student_registration') }}
    where reject_reason is null
    group by course_id, student_id
)

select
    cast(students.student_id as string) as user_id,
    students.course_id,
    cast({{ presentation_day('students.starts_on', 'registrations.registration_day') }} as timestamp) as enrolled_at,
    case students.final_result
        when 'Withdrawn' then 'dropped_out'
        when 'Fail' then 'failed'
        else 'completed'
    end as outcome,
    case
        when students.final_result = 'Withdrawn'
            then cast({{ presentation_day('students.starts_on', 'registrations.unregistration_day') }} as timestamp)
    end as outcome_at,
    students.gender,
    students.age_band,
    students.education_level,
    students.disability,
    students.previous_attempts,
    students.source_file,
    students.record_number
from {{ ref('base_oulad__student_info') }} as students
left join registrations
    on students.course_id = registrations.course_id and students.student_id = registrations.student_id
where students.reject_reason is null
