-- Today's roster holds who stayed: who left since is added from the log. Several ways of enrolling give several rows.
-- Where both the table and the log tell of a completion, the table counts.
with enrolled as (
    select
        cast(users.userid as string) as user_id,
        cast(ways.courseid as string) as course_id,
        min({{ unix_time('coalesce(nullif(users.timestart, 0), users.timecreated)') }}) as enrolled_at,
        min(users.source_file) as source_file,
        min(users.record_number) as record_number
    from {{ ref('base_moodle__user_enrolments') }} as users
    inner join {{ ref('base_moodle__enrol') }} as ways on users.enrolid = ways.id
    where users.reject_reason is null and ways.reject_reason is null
    group by users.userid, ways.courseid
),

completed as (
    select
        cast(completions.userid as string) as user_id,
        cast(completions.course as string) as course_id,
        min({{ unix_time('completions.timecompleted') }}) as completed_at,
        min(completions.source_file) as source_file,
        min(completions.record_number) as record_number
    from {{ ref('base_moodle__course_completions') }} as completions
    left join {{ ref('base_moodle__course') }} as courses on completions.course = courses.id
    where completions.reject_reason is null and completions.timecompleted > 0
        and coalesce(courses.enablecompletion, 1) = 1
    group by completions.userid, completions.course
),

-- The course's total as a share of its range. More than the highest grade, as extra credit gives it, is the highest.
graded as (
    select
        cast(grades.userid as string) as user_id,
        cast(items.courseid as string) as course_id,
        max(case
            when items.grademax > items.grademin
                then least(greatest((grades.finalgrade - items.grademin) / (items.grademax - items.grademin), 0), 1)
        end) as final_grade,
        min(grades.source_file) as source_file,
        min(grades.record_number) as record_number
    from {{ ref('base_moodle__grade_grades') }} as grades
    inner join {{ ref('base_moodle__grade_items') }} as items on grades.itemid = items.id
    where grades.reject_reason is null and items.reject_reason is null
        and items.itemtype = 'course' and grades.finalgrade is not null
    group by grades.userid, items.courseid
),

logged as (
    select
        user_id,
        course_id,
        min(case when action_type = 'core.user_enrolment_created' then acted_at end) as enrolled_at,
        min(case when action_type = 'core.course_completed' then acted_at end) as completed_at,
        min(source_file) as source_file,
        min(record_number) as record_number
    from {{ ref('stg_moodle__judged_events') }}
    where reject_reason is null
    group by user_id, course_id
),

learners as (
    select user_id, course_id, min(source_file) as source_file, min(record_number) as record_number
    from (
        {% for facts in ['enrolled', 'completed', 'graded', 'logged'] %}
            select user_id, course_id, source_file, record_number from {{ facts }}
            {% if not loop.last %}union all{% endif %}
        {% endfor %}
    ) as mentioned
    where user_id <> '{{ var("moodle_guest_user_id") }}' and course_id <> '{{ var("moodle_site_course_id") }}'
    group by user_id, course_id
)

select
    learners.user_id,
    learners.course_id,
    coalesce(enrolled.enrolled_at, logged.enrolled_at) as enrolled_at,
    case when coalesce(completed.completed_at, logged.completed_at) is not null then 'completed' end as outcome,
    coalesce(completed.completed_at, logged.completed_at) as outcome_at,
    graded.final_grade,
    learners.source_file,
    learners.record_number
from learners
left join enrolled on learners.user_id = enrolled.user_id and learners.course_id = enrolled.course_id
left join completed on learners.user_id = completed.user_id and learners.course_id = completed.course_id
left join graded on learners.user_id = graded.user_id and learners.course_id = graded.course_id
left join logged on learners.user_id = logged.user_id and learners.course_id = logged.course_id
left join {{ ref('stg_moodle__staff') }} as staff
    on learners.user_id = staff.user_id and learners.course_id = staff.course_id
where staff.user_id is null
