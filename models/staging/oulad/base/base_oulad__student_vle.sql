with typed as (
    select
        *,
        {{ oulad_text('code_module') }} as module,
        {{ oulad_text('code_presentation') }} as presentation,
        {{ presentation_start(oulad_text('code_presentation')) }} as starts_on,
        {{ parse_whole_number('id_student') }} as student_id,
        {{ parse_whole_number('id_site') }} as site_id,
        {{ parse_whole_number('date') }} as click_day,
        {{ parse_whole_number('sum_click') }} as click_count
    from {{ raw_table('oulad', 'student_vle') }}
),

judged as (
    select
        *,
        case
            {{ presentation_rules() }}
            when student_id is null then 'id_student is not a whole number'
            when site_id is null then 'id_site is not a whole number'
            when click_day is null then 'date is not a whole number of days'
            when {{ is_implausible_day('click_day') }} then 'date is outside the plausible range'
            when click_count is null then 'sum_click is not a whole number'
            when click_count < 1 then 'sum_click is below 1'
        end as reject_reason
    from typed
)

select
    concat(module, '-', presentation) as course_id,
    student_id,
    site_id,
    click_day,
    {{ presentation_day('starts_on', 'click_day') }} as clicked_on,
    click_count,
    source_file,
    record_number,
    reject_reason,
    case
        when reject_reason is not null
            then {{ row_text(['code_module', 'code_presentation', 'id_student', 'id_site', 'date', 'sum_click']) }}
    end as raw_text
from judged
