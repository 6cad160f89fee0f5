with typed as (
    select
        raw_rows.code_module,
        raw_rows.code_presentation,
        raw_rows.id_assessment,
        raw_rows.assessment_type,
        raw_rows.date,
        raw_rows.weight,
        {{ present_text('raw_rows.code_module') }} as module,
        {{ present_text('raw_rows.code_presentation') }} as presentation,
        {{ presentation_start(present_text('raw_rows.code_presentation')) }} as starts_on,
        {{ parse_whole_number(present_text('raw_rows.id_assessment')) }} as assessment_id,
        {{ present_text('raw_rows.assessment_type') }} as assessment_kind,
        {{ parse_whole_number(present_text('raw_rows.date')) }} as due_day,
        {{ parse_number(present_text('raw_rows.weight')) }} as weight_percent,
        raw_rows.source_file,
        raw_rows.record_number
    from {{ raw_table('oulad', 'assessments') }} as raw_rows
),

judged as (
    select
        *,
        case
            {{ presentation_rules() }}
            when assessment_id is null then 'id_assessment is not a whole number'
            when assessment_kind is null then 'assessment_type is missing'
            when due_day is null and {{ present_text('date') }} is not null
                then 'date is not a whole number of days'
            when {{ is_implausible_day('due_day') }} then 'date is outside the plausible range'
            when weight_percent is null and {{ present_text('weight') }} is not null then 'weight is not a number'
            when weight_percent not between 0 and 100 then 'weight is not between 0 and 100'
        end as reject_reason
    from typed
)

select
    concat(module, '-', presentation) as course_id,
    starts_on,
    assessment_id,
    assessment_kind as assessment_type,
    due_day,
    weight_percent,
    source_file,
    record_number,
    reject_reason,
    case
        when reject_reason is not null then {{ row_text([
            'code_module', 'code_presentation', 'id_assessment', 'assessment_type', 'date', 'weight',
        ]) }}
    end as raw_text
from judged
