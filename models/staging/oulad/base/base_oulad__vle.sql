with typed as (
    select
        raw_rows.id_site,
        raw_rows.code_module,
        raw_rows.code_presentation,
        raw_rows.activity_type,
        {{ oulad_text('raw_rows.code_module') }} as module,
        {{ oulad_text('raw_rows.code_presentation') }} as presentation,
        {{ presentation_start(oulad_text('raw_rows.code_presentation')) }} as starts_on,
        {{ parse_whole_number('raw_rows.id_site') }} as site_id,
        {{ oulad_text('raw_rows.activity_type') }} as site_type,
        raw_rows.source_file,
        raw_rows.record_number
    from {{ raw_table('oulad', 'vle') }} as raw_rows
),

judged as (
    select
        *,
        case
            {{ presentation_rules() }}
            when site_id is null then 'id_site is not a whole number'
        end as reject_reason
    from typed
)

select
    concat(module, '-', presentation) as course_id,
    starts_on,
    site_id,
    site_type as activity_type,
    source_file,
    record_number,
    reject_reason,
    case
        when reject_reason is not null then {{ row_text([
            'id_site', 'code_module', 'code_presentation', 'activity_type',
        ]) }}
    end as raw_text
from judged
