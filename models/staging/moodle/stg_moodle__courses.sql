-- The table lists courses, and so do reports. A report covers its courses until its newest row, whoever's, or until the
-- stamp in its name, whichever is later; it names a course as it was called then.
with listed as (
    select
        cast(id as string) as course_id,
        fullname,
        {{ unix_time('startdate') }} as starts_at,
        {{ unix_time('enddate') }} as ends_at,
        source_file,
        record_number
    from {{ ref('base_moodle__course') }}
    where reject_reason is null
),

reported as (
    select
        source_file,
        course_id,
        min(course_name) as course_name,
        max(case when {{ is_plausible_time('acted_at') }} then acted_at end) as newest_at,
        min(record_number) as record_number
    from {{ ref('base_moodle__report') }}
    group by source_file, course_id
),

stamped as (
    select
        source_file,
        max(newest_at) as newest_at,
        {{ parse_clock_time(
            first_match('source_file', 'logs_[^/]*_([0-9]{8}-[0-9]{4})[^/]*$', 1), '%Y%m%d-%H%M'
        ) }} as downloaded_at
    from reported
    group by source_file
),

covered as (
    select
        source_file,
        greatest(newest_at, case when {{ is_plausible_time('downloaded_at') }} then downloaded_at end) as observed_until
    from stamped
),

ranked as (
    select
        reported.*,
        covered.observed_until,
        row_number() over (
            partition by reported.course_id
            order by reported.course_name is null asc, covered.observed_until desc, reported.source_file asc
        ) as place
    from reported
    inner join covered on reported.source_file = covered.source_file
    where reported.course_id is not null and reported.course_id <> '{{ var("moodle_site_course_id") }}'
),

observed as (
    select
        course_id,
        max(case when place = 1 then course_name end) as course_name,
        max(observed_until) as observed_until,
        min(source_file) as source_file,
        min(record_number) as record_number
    from ranked
    group by course_id
)

select
    coalesce(listed.course_id, observed.course_id) as course_id,
    coalesce(listed.fullname, observed.course_name) as course_name,
    listed.starts_at,
    listed.ends_at,
    observed.observed_until,
    'second' as time_precision,
    true as has_clock_time,
    coalesce(listed.source_file, observed.source_file) as source_file,
    coalesce(listed.record_number, observed.record_number) as record_number
from listed
full outer join observed on listed.course_id = observed.course_id
