-- Who left a course or passed it stands in actions. No outcome is set here: a source that labels some must label all,
-- and of most learners statements say nothing.
with ranked as (
    select
        *,
        row_number() over (partition by user_id, course_id order by acted_at desc, action_id asc) as place
    from {{ ref('stg_xapi__statements') }}
    where reject_reason is null and course_id is not null and action_type = 'earned course' and score is not null
),

grades as (
    select user_id, course_id, score
    from ranked
    where place = 1
)

select
    statements.user_id,
    statements.course_id,
    min(case when statements.action_type = 'registered' then statements.acted_at end) as enrolled_at,
    min(grades.score) as final_grade,
    min(statements.source_file) as source_file,
    min(statements.record_number) as record_number
from {{ ref('stg_xapi__statements') }} as statements
left join grades on statements.user_id = grades.user_id and statements.course_id = grades.course_id
where statements.reject_reason is null
    and statements.action_type in ('registered', 'earned course')
    and statements.course_id is not null
group by statements.user_id, statements.course_id
