-- Courses that are over have nobody to call; whoever has completed, failed or left is not called either.
with learners as (
    select
        enrollments.source_name,
        enrollments.course_id,
        enrollments.user_id,
        enrollments.last_acted_at,
        courses.as_of,
        engagement.is_at_risk,
        engagement.days_since_last,
        coalesce(engagement.progress_rate, 0) as progress_rate,
        engagement.engagement_flags,
        engagement.attempts_per_completed
    from {{ ref('fct_enrollments') }} as enrollments
    inner join {{ ref('user_course_engagement') }} as engagement
        on enrollments.enrollment_key = engagement.enrollment_key
    inner join {{ ref('dim_courses') }} as courses
        on enrollments.source_name = courses.source_name and enrollments.course_id = courses.course_id
    where (enrollments.outcome is null or enrollments.outcome_basis = 'inactivity')
        and not courses.is_over
),

-- A problem first answered wrongly, else the first one attempted: many attempts at it can have followed a right answer.
hurdles as (
    select
        source_name,
        course_id,
        user_id,
        coalesce(min(case when not is_first_correct then first_attempted_at end), min(first_attempted_at))
            as first_failed_at
    from {{ ref('fct_problem_engagement') }}
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

-- How often silence was right where labels tell, for the days measured that are closest to those of the list.
agreement as (
    select source_name, course_id, silence_days, precision_rate, recall_rate
    from (
        select
            *,
            row_number() over (
                partition by source_name, course_id
                order by abs(silence_days - {{ var('at_risk_silence_days') }}) asc, silence_days asc
            ) as closeness
        from {{ ref('dropout_rule_agreement') }}
    ) as measured
    where closeness = 1
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
    {{ hash_key(['ranked.source_name', 'ranked.course_id', 'ranked.call_rank']) }} as call_key,
    ranked.source_name,
    ranked.course_id,
    ranked.call_rank,
    ranked.user_id,
    concat_ws('; ', ranked.silence, ranked.struggle) as why,
    case when ranked.silence is not null then ranked.last_acted_at else ranked.first_failed_at end as since_at,
    ranked.as_of,
    case
        when agreement.course_id is not null
            then concat(
                    'Drop-out is labelled in this course: who is labelled so has gone and is not listed. ',
                    coalesce(
                        'Of users silent for ' || cast(agreement.silence_days as string) || ' days, '
                        || {{ decimal_text('100 * agreement.precision_rate', 0) }}
                        || ' % are labelled as dropped out; ',
                        'Nobody has been silent for ' || cast(agreement.silence_days as string) || ' days; '
                    ),
                    'of those labelled so, ', {{ decimal_text('100 * agreement.recall_rate', 0) }},
                    ' % have been that silent.'
                )
        else 'No label tells how often {{ var("at_risk_silence_days") }} days of silence mean that a user has left.'
    end as how_well_silence_tells
from ranked
left join agreement
    on ranked.source_name = agreement.source_name and ranked.course_id = agreement.course_id
where ranked.call_rank <= {{ var('call_list_size') }}
