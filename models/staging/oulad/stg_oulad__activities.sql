-- The weeks of a site are filled for one in six: they give no order, and positions are derived. An exam without a date
-- sits somewhere at the end.
select
    cast(site_id as string) as activity_id,
    course_id,
    activity_type,
    cast(null as timestamp) as due_at,
    cast(null as double) as weight,
    source_file,
    record_number
from {{ ref('base_oulad__vle') }}
where reject_reason is null
union all
select
    cast(assessment_id as string) as activity_id,
    course_id,
    assessment_type as activity_type,
    cast({{ presentation_day('starts_on', 'due_day') }} as timestamp) as due_at,
    weight_percent as weight,
    source_file,
    record_number
from {{ ref('base_oulad__assessments') }}
where reject_reason is null
