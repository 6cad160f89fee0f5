with typed as (
    select
        raw_rows.code_module,
        raw_rows.code_presentation,
        raw_rows.id_student,
        raw_rows.date_registration,
        raw_rows.date_unregistration,
        {{ present_text('raw_rows.code_module') }} as module,
        {{ present_text('raw_rows.code_presentation') }} as presentation,
        {{ presentation_start(present_text('raw_rows.code_presentation')) }} as starts_on,
        {{ parse_whole_number(present_text('raw_rows.id_student')) }} as student_id,
        {{ parse_whole_number(present_text('raw_rows.date_registration')) }} as registration_day,
        {{ parse_whole_number(present_text('raw_rows.date_unregistration')) }} as unregistration_day,
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
            when registration_day is null and {{ present_text('date_registration') }} is not null
                then 'date_registration is not a whole number of days'
            when unregistration_day is null and {{ present_text('date_unregistration') }} is not null
                then 'date_unregistration is not a whole number of days'
            when {{ is_implausible_day('registration_day') }}
                then 'date_registration is outside the plausible range'
            when {{ is_implausible_day('unregistration_day') }}
                then 'date_unregistration is outside the plausible range'
        end as reject_reason
    from typed
)

select
    concat(module, '-', presentation) as course_id,
    starts_on,
    student_id,
    registration_day,
    unregistration_day,
    source_file,
    record_number,
    reject_reason,
    case
        when reject_reason is not null then {{ row_text([
            'code_module', 'code_presentation', 'id_student', 'date_registration', 'date_unregistration',
        ]) }}
    end as raw_text
from judged
