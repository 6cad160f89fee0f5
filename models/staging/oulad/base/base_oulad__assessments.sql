with typed as (
    select
        raw_rows.code_module,
        raw_rows.code_presentation,
        raw_rows.id_assessment,
        raw_rows.assessment_type,
        raw_rows.date,
        raw_rows.weight,
        {{ oulad_text('raw_rows.code_module') }} as module,
        {{ oulad_text('raw_rows.code_presentation') }} as presentation,
        {{ presentation_start(oulad_text('raw_rows.code_presentation')) }} as starts_on,
        {{ parse_whole_number('raw_rows.id_assessment') }} as assessment_id,
        {{ oulad_text('raw_rows.assessment_type') }} as assessment_kind,
        {{ parse_whole_number('raw_rows.date') }} as due_day,
        {{ parse_number('raw_rows.weight') }} as weight_percent,
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
        end as reject_reason
    from typed
)

select
    concat(module, '-', presentation) as course_id,
    starts_on,
    assessment_id,
    assessment_kind as assessment_type,
    {{ plausible_day('due_day') }} as due_day,
    case when weight_percent between 0 and 100 then weight_percent end as weight_percent,
    source_file,
    record_number,
    reject_reason,
    case
        when reject_reason is not null then {{ row_text([
            'code_module', 'code_presentation', 'id_assessment', 'assessment_type', 'date', 'weight',
        ]) }}
    end as raw_text
from judged
