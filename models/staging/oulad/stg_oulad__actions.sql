-- A table: several models read it.
{{ config(materialized='table') }}

-- The file repeats rows of equal student, site and day, some of them exactly. All are clicks: they are summed.
with clicks as (
    select
        course_id,
        student_id,
        site_id,
        click_day,
        min(clicked_on) as clicked_on,
        cast(sum(click_count) as bigint) as click_count,
        min(record_number) as record_number
    from {{ ref('base_oulad__student_vle') }}
    where reject_reason is null
    group by course_id, student_id, site_id, click_day
),

click_file as (
    select min(source_file) as source_file
    from {{ ref('base_oulad__student_vle') }}
),

sites as (
    select course_id, site_id, min(activity_type) as activity_type
    from {{ ref('base_oulad__vle') }}
    where reject_reason is null
    group by course_id, site_id
),

-- Dates are all there is: within a day no order is known.
visits as (
    select
        concat_ws('/', clicks.course_id, clicks.student_id, clicks.site_id, clicks.click_day) as action_id,
        cast(clicks.student_id as string) as user_id,
        clicks.course_id,
        cast(clicks.site_id as string) as activity_id,
        coalesce(sites.activity_type, 'unknown_site') as action_type,
        clicks.clicked_on as acted_on,
        clicks.click_count as action_count,
        cast(null as double) as score,
        click_file.source_file,
        clicks.record_number
    from clicks
    cross join click_file
    left join sites on clicks.course_id = sites.course_id and clicks.site_id = sites.site_id
),

-- A banked score was earned in an earlier presentation: a row of its own kind, which counts as no engagement.
submissions as (
    select
        concat_ws('/', course_id, student_id, assessment_id) as action_id,
        cast(student_id as string) as user_id,
        course_id,
        cast(assessment_id as string) as activity_id,
        case when is_banked then 'banked' else assessment_type end as action_type,
        submitted_on as acted_on,
        cast(1 as bigint) as action_count,
        score_percent / 100 as score,
        source_file,
        record_number
    from {{ ref('base_oulad__student_assessment') }}
    where reject_reason is null
)

select
    action_id,
    user_id,
    course_id,
    activity_id,
    action_type,
    cast(acted_on as timestamp) as acted_at,
    action_count,
    score,
    source_file,
    record_number
from (
    select * from visits
    union all
    select * from submissions
) as actions
