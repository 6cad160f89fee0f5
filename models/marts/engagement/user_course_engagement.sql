{% set ranked = {
    'action_count_percentile': 'action_count',
    'active_day_percentile': 'active_day_count',
    'time_on_task_percentile': 'time_on_task_seconds',
    'progress_percentile': 'progress_rate',
} %}

with enrollments as (
    select
        enrollments.enrollment_key,
        enrollments.source_name,
        enrollments.user_id,
        enrollments.course_id,
        enrollments.action_count,
        enrollments.progress_rate,
        enrollments.last_acted_at,
        enrollments.outcome is null or enrollments.outcome_basis = 'inactivity' as is_open,
        {{ seconds_between('enrollments.last_acted_at', 'courses.as_of') }} as seconds_since_last,
        courses.time_precision = 'second' as has_sessions
    from {{ ref('fct_enrollments') }} as enrollments
    inner join {{ ref('int_courses') }} as courses
        on enrollments.source_name = courses.source_name and enrollments.course_id = courses.course_id
),

structures as (
    select source_name, course_id, bool_and(not is_declared) as is_observed_denominator
    from {{ ref('int_activities') }}
    group by source_name, course_id
),

weeks as (
    select source_name, course_id, user_id, count(*) as active_week_count
    from {{ ref('fct_weekly_engagement') }}
    where state <> 'lapsed'
    group by source_name, course_id, user_id
),

-- Users without an action have counts of 0 and no shares, ranks or lags.
measured as (
    select
        enrollments.*,
        coalesce(effort.activity_count, 0) as activity_count,
        coalesce(streaks.active_day_count, 0) as active_day_count,
        coalesce(weeks.active_week_count, 0) as active_week_count,
        {% for column in ['session_count', 'time_on_task_seconds', 'time_on_task_low_seconds',
            'time_on_task_imputed_seconds'] %}
            case when enrollments.has_sessions then coalesce(effort.{{ column }}, 0) end as {{ column }},
        {% endfor %}
        effort.repeat_rate,
        effort.same_as_previous_rate,
        coalesce(effort.is_beyond_home, false) as is_beyond_home,
        streaks.days_since_last,
        coalesce(streaks.current_streak_days, 0) as current_streak_days,
        coalesce(streaks.longest_streak_days, 0) as longest_streak_days,
        streaks.longest_gap_days,
        ln(1 + enrollments.action_count) as log_action_count
    from enrollments
    {% for model, alias in [('int_user_effort', 'effort'), ('int_user_streaks', 'streaks')] %}
        left join {{ ref(model) }} as {{ alias }}
            on enrollments.source_name = {{ alias }}.source_name
            and enrollments.course_id = {{ alias }}.course_id
            and enrollments.user_id = {{ alias }}.user_id
    {% endfor %}
    left join weeks
        on enrollments.source_name = weeks.source_name
        and enrollments.course_id = weeks.course_id
        and enrollments.user_id = weeks.user_id
),

-- Among the course's users with an action: the share below, and half of the share with the same value.
ranks as (
    select
        enrollment_key,
        {% for percentile_column, column in ranked.items() %}
            {{ percentile_rank(column, 'source_name, course_id') }} as {{ percentile_column }}
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from measured
    where last_acted_at is not null
),

medians as (
    select source_name, course_id, median(log_action_count) as median_log
    from measured
    where last_acted_at is not null
    group by source_name, course_id
),

deviations as (
    select
        measured.source_name,
        measured.course_id,
        max(medians.median_log) as median_log,
        median(abs(measured.log_action_count - medians.median_log)) as median_deviation
    from measured
    inner join medians
        on measured.source_name = medians.source_name and measured.course_id = medians.course_id
    where measured.last_acted_at is not null
    group by measured.source_name, measured.course_id
)

select
    measured.enrollment_key,
    measured.source_name,
    measured.user_id,
    measured.course_id,
    measured.action_count,
    measured.activity_count,
    measured.active_day_count,
    measured.active_week_count,
    measured.session_count,
    measured.time_on_task_seconds,
    measured.time_on_task_low_seconds,
    measured.time_on_task_imputed_seconds,
    measured.progress_rate,
    coalesce(structures.is_observed_denominator, true) as is_observed_denominator,
    measured.repeat_rate,
    measured.same_as_previous_rate,
    measured.last_acted_at,
    measured.days_since_last,
    measured.current_streak_days,
    measured.longest_streak_days,
    measured.longest_gap_days,
    regularity.regularity_pdh,
    regularity.regularity_pwd,
    regularity.regularity_ws1,
    pacing.pacing_lag_seconds,
    pacing.pacing_lag_from_start_seconds,
    flags.attempted_problem_count,
    flags.attempts_per_completed,
    flags.is_never_completed,
    {% for percentile_column in ranked %}
        ranks.{{ percentile_column }},
    {% endfor %}
    measured.last_acted_at is not null
    and coalesce(
        {{ modified_z('measured.log_action_count', 'deviations.median_log', 'deviations.median_deviation') }}
        > {{ var('outlier_z') }},
        false
    ) as is_outlier,
    measured.is_open
    and measured.is_beyond_home
    and measured.seconds_since_last > {{ var('at_risk_silence_days') * 86400 }} as is_at_risk,
    flags.engagement_flags,
    flags.engagement_flag_reasons
from measured
{% for model, alias in [
    ('int_user_regularity', 'regularity'), ('int_user_pacing', 'pacing'), ('int_user_flags', 'flags'),
] %}
    left join {{ ref(model) }} as {{ alias }}
        on measured.source_name = {{ alias }}.source_name
        and measured.course_id = {{ alias }}.course_id
        and measured.user_id = {{ alias }}.user_id
{% endfor %}
left join structures
    on measured.source_name = structures.source_name and measured.course_id = structures.course_id
left join deviations
    on measured.source_name = deviations.source_name and measured.course_id = deviations.course_id
left join ranks on measured.enrollment_key = ranks.enrollment_key
