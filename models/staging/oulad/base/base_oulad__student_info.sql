with typed as (
    select
        raw_rows.code_module,
        raw_rows.code_presentation,
        raw_rows.id_student,
        raw_rows.gender,
        raw_rows.highest_education,
        raw_rows.age_band,
        raw_rows.num_of_prev_attempts,
        raw_rows.disability,
        raw_rows.final_result,
        {{ oulad_text('raw_rows.code_module') }} as module,
        {{ oulad_text('raw_rows.code_presentation') }} as presentation,
        {{ presentation_start(oulad_text('raw_rows.code_presentation')) }} as starts_on,
        {{ parse_whole_number('raw_rows.id_student') }} as student_id,
        {{ oulad_text('raw_rows.gender') }} as gender_text,
        {{ oulad_text('raw_rows.highest_education') }} as education_level,
        {{ oulad_text('raw_rows.age_band') }} as age_text,
        {{ parse_whole_number('raw_rows.num_of_prev_attempts') }} as previous_attempts,
        {{ oulad_text('raw_rows.disability') }} as disability_text,
        {{ oulad_text('raw_rows.final_result') }} as result,
        raw_rows.source_file,
        raw_rows.record_number
    from {{ raw_table('oulad', 'student_info') }} as raw_rows
),

judged as (
    select
        *,
        case
            {{ presentation_rules() }}
            when student_id is null then 'id_student is not a whole number'
            when coalesce(result not in ('Pass', 'Distinction', 'Fail', 'Withdrawn'), true)
                then 'final_result is not one of Pass, Distinction, Fail, Withdrawn'
        end as reject_reason
    from typed
)

select
    concat(module, '-', presentation) as course_id,
    starts_on,
    student_id,
    gender_text as gender,
    education_level,
    age_text as age_band,
    previous_attempts,
    disability_text as disability,
    result as final_result,
    source_file,
    record_number,
    reject_reason,
    case
        when reject_reason is not null then {{ row_text([
            'code_module', 'code_presentation', 'id_student', 'gender', 'highest_education', 'age_band',
            'num_of_prev_attempts', 'disability', 'final_result',
        ]) }}
    end as raw_text
from judged
