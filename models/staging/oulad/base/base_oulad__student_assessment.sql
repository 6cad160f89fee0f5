-- A submission names no presentation: its assessment does.
with assessments as (
    select assessment_id, course_id, starts_on, assessment_type
    from (
        select *, row_number() over (partition by assessment_id order by record_number) as place
        from {{ ref('base_oulad__assessments') }}
        where reject_reason is null
    ) as ranked
    where place = 1
),

typed as (
    select
        *,
        {{ parse_whole_number('id_assessment') }} as assessment_id,
        {{ parse_whole_number('id_student') }} as student_id,
        {{ parse_whole_number('date_submitted') }} as submitted_day,
        {{ parse_flag(oulad_text('is_banked')) }} as is_banked_flag,
        {{ parse_number('score') }} as score_percent
    from {{ raw_table('oulad', 'student_assessment') }}
),

judged as (
    select
        typed.*,
        assessments.course_id,
        assessments.starts_on,
        assessments.assessment_type,
        case
            when typed.assessment_id is null then 'id_assessment is not a whole number'
            when typed.student_id is null then 'id_student is not a whole number'
            when assessments.course_id is null then 'id_assessment is not in the table assessments'
            when typed.submitted_day is null then 'date_submitted is not a whole number of days'
            when {{ is_implausible_day('typed.submitted_day') }} then 'date_submitted is outside the plausible range'
            when typed.is_banked_flag is null then 'is_banked is not 0 or 1'
        end as reject_reason
    from typed
    left join assessments on typed.assessment_id = assessments.assessment_id
)

select
    course_id,
    assessment_id,
    assessment_type,
    student_id,
    submitted_day,
    {{ presentation_day('starts_on', 'submitted_day') }} as submitted_on,
    is_banked_flag as is_banked,
    case when score_percent between 0 and 100 then score_percent end as score_percent,
    source_file,
    record_number,
    reject_reason,
    case
        when reject_reason is not null
            then {{ row_text(['id_assessment', 'id_student', 'date_submitted', 'is_banked', 'score']) }}
    end as raw_text
from judged
