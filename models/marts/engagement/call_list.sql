-- Courses that are over have nobody to call; whoever has completed, failed or left is not called either.
with learners as (
    select
        enrollments.source_name,
        enrollments.course_id,
        enrollments.user_id,
        enrollments.last_acted_at,
        engagement.is_at_risk,
        engagement.days_since_last,
        coalesce(engagement.progress_rate, 0) as progress_rate,
        engagement.engagement_flags,
        engagement.attempts_per_completed
    from {{ of_changed_courses('fct_enrollments') }} as enrollments
    inner join {{ of_changed_courses('user_course_engagement') }} as engagement
        on enrollments.enrollment_key = engagement.enrollment_key
    inner join {{ of_changed_courses('dim_courses') }} as courses
        on enrollments.source_name = courses.source_name and enrollments.course_id = courses.course_id
    where (enrollments.outcome is null or enrollments.outcome_basis = 'inactivity')
        and coalesce(courses.ends_at > courses.as_of, true)
),

-- A problem first answered wrongly, else the first one attempted: many attempts at it can have followed a right answer.
hurdles as (
    select
        source_name,
        course_id,
        user_id,
        coalesce(min(case when not is_first_correct then first_attempted_at end), min(first_attempted_at))
            as first_failed_at
    from {{ of_changed_courses('fct_problem_engagement') }}
    group by source_name, course_id, user_id
),

reasons as (
    select
        learners.*,
        hurdles.first_failed_at,
        case
            when learners.is_at_risk
                then concat(
                        'no visit for ', cast(learners.days_since_last as string), ' days, at ',
                        cast(cast(round(100 * learners.progress_rate) as bigint) as string), ' % of the course'
                    )
        end as silence,
        case
            when coalesce(learners.engagement_flags, '') not like '%struggling%' then null
            when learners.attempts_per_completed is null then 'problems attempted and none solved'
            else concat(
                    cast(round(learners.attempts_per_completed, 1) as string),
                    ' attempts for each problem solved, more than most'
                )
        end as struggle
    from learners
    left join hurdles
        on learners.source_name = hurdles.source_name
        and learners.course_id = hurdles.course_id
        and learners.user_id = hurdles.user_id
),

-- Those with two reasons first, then those who have come furthest and have most to lose.
ranked as (
    select
        *,
        row_number() over (
            partition by source_name, course_id
            order by
                case when silence is not null and struggle is not null then 0 else 1 end asc,
                progress_rate desc,
                last_acted_at desc,
                user_id asc
        ) as call_rank
    from reasons
    where silence is not null or struggle is not null
)

select
    {{ hash_key(['source_name', 'course_id', 'call_rank']) }} as call_key,
    source_name,
    course_id,
    call_rank,
    user_id,
    concat_ws('; ', silence, struggle) as why,
    case when silence is not null then last_acted_at else first_failed_at end as since_at
from ranked
where call_rank <= {{ var('call_list_size') }}
