-- Who left a course or passed it stands in actions. No outcome is set here: a source that labels some must label all,
-- and of most learners a log says nothing.
with ranked as (
    select
        *,
        row_number() over (partition by user_id, course_id order by acted_at desc, action_id asc) as place
    from {{ ref('stg_edx__events') }}
    where course_id is not null and action_type = 'edx.grades.course.grade_calculated' and course_grade is not null
),

grades as (
    select user_id, course_id, course_grade
    from ranked
    where place = 1
)

select
    events.user_id,
    events.course_id,
    min(case when events.action_type = 'edx.course.enrollment.activated' then events.acted_at end) as enrolled_at,
    min(grades.course_grade) as final_grade,
    min(events.source_file) as source_file,
    min(events.record_number) as record_number
from {{ ref('stg_edx__events') }} as events
left join grades on events.user_id = grades.user_id and events.course_id = grades.course_id
where events.action_type in ('edx.course.enrollment.activated', 'edx.grades.course.grade_calculated')
    and events.course_id is not null
group by events.user_id, events.course_id
