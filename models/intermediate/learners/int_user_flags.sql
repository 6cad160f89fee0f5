{% set measures = {
    'discussion contributions': "case when action_category = 'discussion' and action_subcategory = 'write' then action_key end",
    'problems attempted': 'case when ' ~ is_submit() ~ ' then activity_id end',
    'problems completed': "case when action_category = 'problem' and is_correct then activity_id end",
    'videos viewed': "case when action_category = 'video' and action_subcategory = 'play' then activity_id end",
} %}
{% set high, low = var('high_percentile'), 1 - var('high_percentile') %}
{% set high_text = 'percentile ' ~ '%g' | format(high * 100) %}

with recent_actions as (
    select actions.*
    from {{ ref('fct_actions') }} as actions
    inner join {{ ref('int_courses') }} as courses
        on actions.source_name = courses.source_name and actions.course_id = courses.course_id
    where actions.is_counted
        and {{ days_between('actions.acted_on', 'courses.as_of_date') }} < {{ var('recent_days') }}
),

recent as (
    {% for measure, counted in measures.items() %}
        select
            source_name,
            course_id,
            user_id,
            '{{ measure }}' as measure,
            count(distinct {{ counted }}) as measured
        from recent_actions
        group by source_name, course_id, user_id
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

recent_limits as (
    select
        source_name,
        course_id,
        measure,
        {{ percentile('measured', low) }} as low_limit,
        {{ percentile('measured', high) }} as high_limit
    from recent
    group by source_name, course_id, measure
),

-- Where the two percentiles coincide, the measure tells nobody apart.
high_measures as (
    select
        recent.source_name,
        recent.course_id,
        recent.user_id,
        recent.measure,
        concat(
            'highly_engaged by ', recent.measure, ': ', cast(recent.measured as string),
            ' in the last {{ var("recent_days") }} days ({{ high_text }}: ',
            cast(round(recent_limits.high_limit, 2) as string), ')'
        ) as reason
    from recent
    inner join recent_limits
        on recent.source_name = recent_limits.source_name
        and recent.course_id = recent_limits.course_id
        and recent.measure = recent_limits.measure
    where recent.measured >= recent_limits.high_limit and recent_limits.low_limit < recent_limits.high_limit
),

highly_engaged as (
    select
        source_name,
        course_id,
        user_id,
        {% for measure in measures %}
            max(case when measure = '{{ measure }}' then reason end) as reason_{{ loop.index }}
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from high_measures
    group by source_name, course_id, user_id
),

problems as (
    select
        source_name,
        course_id,
        user_id,
        count(*) as attempted_problem_count,
        cast(sum(case when is_ever_correct is not null then attempt_count end) as bigint) as graded_attempt_count,
        cast(sum(case when is_ever_correct is not null then attempt_count end) as double)
        / nullif(count(case when is_ever_correct then 1 end), 0) as attempts_per_completed,
        coalesce(not bool_or(is_ever_correct), false) as is_never_completed
    from {{ ref('fct_problem_engagement') }}
    group by source_name, course_id, user_id
),

attempt_limits as (
    select
        source_name,
        course_id,
        {{ percentile('attempts_per_completed', low) }} as low_limit,
        {{ percentile('attempts_per_completed', high) }} as high_limit
    from problems
    group by source_name, course_id
),

struggling as (
    select
        problems.source_name,
        problems.course_id,
        problems.user_id,
        concat(
            'struggling: ', cast(problems.graded_attempt_count as string), ' attempts, no problem completed'
        ) as never_completed_reason,
        concat(
            'struggling: ', cast(round(problems.attempts_per_completed, 2) as string),
            ' attempts per completed problem ({{ high_text }}: ',
            cast(round(attempt_limits.high_limit, 2) as string), ')'
        ) as many_attempts_reason,
        problems.is_never_completed
    from problems
    inner join attempt_limits
        on problems.source_name = attempt_limits.source_name and problems.course_id = attempt_limits.course_id
    where problems.is_never_completed
        or (
            problems.attempts_per_completed >= attempt_limits.high_limit
            and attempt_limits.low_limit < attempt_limits.high_limit
        )
),

-- Who stopped coming, in courses seen for long enough; whoever has finished may stay away.
starts as (
    select source_name, course_id, min(acted_on) as first_acted_on
    from {{ ref('fct_daily_engagement') }}
    group by source_name, course_id
),

away as (
    select
        streaks.source_name,
        streaks.course_id,
        streaks.user_id,
        case when streaks.days_since_last >= {{ 2 * var('recent_days') }} then 'inactive' else 'disengaging' end
            as flag,
        concat(': last active ', cast(streaks.days_since_last as string), ' days before as_of') as reason
    from {{ ref('int_user_streaks') }} as streaks
    inner join {{ ref('fct_enrollments') }} as enrollments
        on streaks.source_name = enrollments.source_name
        and streaks.course_id = enrollments.course_id
        and streaks.user_id = enrollments.user_id
    inner join {{ ref('int_courses') }} as courses
        on streaks.source_name = courses.source_name and streaks.course_id = courses.course_id
    inner join starts
        on streaks.source_name = starts.source_name and streaks.course_id = starts.course_id
    where streaks.days_since_last >= {{ var('recent_days') }}
        and (enrollments.outcome is null or enrollments.outcome_basis = 'inactivity')
        and {{ days_between('starts.first_acted_on', 'courses.as_of_date') }} >= {{ 2 * var('recent_days') - 1 }}
)

select
    enrollments.source_name,
    enrollments.course_id,
    enrollments.user_id,
    case when attempt_limits.course_id is not null then coalesce(problems.attempted_problem_count, 0) end
        as attempted_problem_count,
    problems.attempts_per_completed,
    coalesce(problems.is_never_completed, false) as is_never_completed,
    nullif(concat_ws(
        ', ',
        case when away.flag = 'disengaging' then away.flag end,
        case when highly_engaged.user_id is not null then 'highly_engaged' end,
        case when away.flag = 'inactive' then away.flag end,
        case when struggling.user_id is not null then 'struggling' end
    ), '') as engagement_flags,
    nullif(concat_ws(
        '; ',
        case when away.flag = 'disengaging' then concat(away.flag, away.reason) end,
        {% for measure in measures %}
            highly_engaged.reason_{{ loop.index }},
        {% endfor %}
        case when away.flag = 'inactive' then concat(away.flag, away.reason) end,
        case when struggling.is_never_completed then struggling.never_completed_reason end,
        case when not struggling.is_never_completed then struggling.many_attempts_reason end
    ), '') as engagement_flag_reasons
from {{ ref('fct_enrollments') }} as enrollments
left join problems
    on enrollments.source_name = problems.source_name
    and enrollments.course_id = problems.course_id
    and enrollments.user_id = problems.user_id
left join attempt_limits
    on enrollments.source_name = attempt_limits.source_name and enrollments.course_id = attempt_limits.course_id
left join highly_engaged
    on enrollments.source_name = highly_engaged.source_name
    and enrollments.course_id = highly_engaged.course_id
    and enrollments.user_id = highly_engaged.user_id
left join struggling
    on enrollments.source_name = struggling.source_name
    and enrollments.course_id = struggling.course_id
    and enrollments.user_id = struggling.user_id
left join away
    on enrollments.source_name = away.source_name
    and enrollments.course_id = away.course_id
    and enrollments.user_id = away.user_id
