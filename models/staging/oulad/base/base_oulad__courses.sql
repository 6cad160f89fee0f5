with typed as (
    select
        raw_rows.code_module,
        raw_rows.code_presentation,
        raw_rows.module_presentation_length,
        {{ oulad_text('raw_rows.code_module') }} as module,
        {{ oulad_text('raw_rows.code_presentation') }} as presentation,
        {{ presentation_start(oulad_text('raw_rows.code_presentation')) }} as starts_on,
        {{ parse_whole_number('raw_rows.module_presentation_length') }} as day_count,
        raw_rows.source_file,
        raw_rows.record_number
    from {{ raw_table('oulad', 'courses') }} as raw_rows
),

judged as (
    select
        *,
        case
            {{ presentation_rules() }}
        end as reject_reason
    from typed
)

select
    concat(module, '-', presentation) as course_id,
    starts_on,
    case when day_count between 1 and 10000 then day_count end as day_count,
    source_file,
    record_number,
    reject_reason,
    case
        when reject_reason is not null then {{ row_text([
            'code_module', 'code_presentation', 'module_presentation_length',
        ]) }}
    end as raw_text
from judged
