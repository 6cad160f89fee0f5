with typed as (
    select
        raw_rows.code_module,
        raw_rows.code_presentation,
        raw_rows.id_student,
        raw_rows.date_registration,
        raw_rows.date_unregistration,
        {{ oulad_text('raw_rows.code_module') }} as module,
        {{ oulad_text('raw_rows.code_presentation') }} as presentation,
        {{ presentation_start(oulad_text('raw_rows.code_presentation')) }} as starts_on,
        {{ parse_whole_number('raw_rows.id_student') }} as student_id,
        {{ parse_whole_number('raw_rows.date_registration') }} as registration_day,
        {{ parse_whole_number('raw_rows.date_unregistration') }} as unregistration_day,
        raw_rows.source_file,
        raw_rows.record_number
    from {{ raw_table('oulad', 'student_registration') }} as raw_rows
),

judged as (
    select
        *,
        case
            {{ presentation_rules() }}
            when student_id is null then 'id_student is not a whole number'
        end as reject_reason
    from typed
)

select
    concat(module, '-', presentation) as course_id,
    starts_on,
    student_id,
    {{ plausible_day('registration_day') }} as registration_day,
    {{ plausible_day('unregistration_day') }} as unregistration_day,
    source_file,
    record_number,
    reject_reason,
    case
        when reject_reason is not null then {{ row_text([
            'code_module', 'code_presentation', 'id_student', 'date_registration', 'date_unregistration',
        ]) }}
    end as raw_text
from judged
