{% set measures = [
    'action_count', 'active_day_count', 'session_count', 'time_on_task_seconds', 'progress_rate',
    'discussion_action_count', 'problem_action_count', 'video_action_count',
] %}
{% set landmark_day = one_of('headline_landmark_day', 'landmark_days') %}
{% set population = 'source_name, course_id, outcome_measure, measured_over, measure, has_outliers' %}

with days as (
    select
        source_name,
        course_id,
        user_id,
        count(*) as active_day_count,
        {% for measure in measures if measure not in ['active_day_count', 'progress_rate'] %}
            {{ exact_sum(measure) if measure == 'time_on_task_seconds' else 'sum(' ~ measure ~ ')' }} as {{ measure }}
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from {{ ref('fct_daily_engagement') }}
    group by source_name, course_id, user_id
),

learners as (
    select
        outcomes.source_name,
        outcomes.course_id,
        outcomes.outcome_measure,
        outcomes.outcome_value,
        outcomes.is_outlier,
        'whole_history' as measured_over,
        {% for measure in measures %}
            {{ 'outcomes' if measure == 'progress_rate' else 'days' }}.{{ measure }}
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from {{ ref('int_outcome_measures') }} as outcomes
    inner join days
        on outcomes.source_name = days.source_name
        and outcomes.course_id = days.course_id
        and outcomes.user_id = days.user_id
    where outcomes.outcome_value is not null
    union all
    select
        outcomes.source_name,
        outcomes.course_id,
        outcomes.outcome_measure,
        outcomes.outcome_value,
        outcomes.is_outlier,
        'first_days' as measured_over,
        {% for measure in measures %}
            early.{{ measure }}
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from {{ ref('int_outcome_measures') }} as outcomes
    inner join {{ ref('int_landmark_engagement') }} as early
        on outcomes.source_name = early.source_name
        and outcomes.course_id = early.course_id
        and outcomes.user_id = early.user_id
    where outcomes.outcome_value is not null
        and early.landmark_day = {{ landmark_day }}
        and early.is_still_active
        and not early.is_decided_before
),

with_and_without_outliers as (
    select *, true as has_outliers
    from learners
    union all
    select *, false as has_outliers
    from learners
    where not is_outlier
),

measured as (
    {% for measure in measures %}
        select
            source_name,
            course_id,
            outcome_measure,
            outcome_value,
            measured_over,
            has_outliers,
            '{{ measure }}' as measure,
            cast({{ measure }} as double) as measure_value
        from with_and_without_outliers
        where {{ measure }} is not null
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

ranked as (
    select
        *,
        {{ mean_rank('measure_value', population) }} as measure_rank,
        {{ mean_rank('outcome_value', population) }} as outcome_rank
    from measured
),

-- Rounded, since the order in which an engine adds moves the last digits; plus 0, since minus 0 is no other number.
correlated as (
    select
        {{ population }},
        count(*) as user_count,
        round(corr(measure_rank, outcome_rank), 12) + 0 as spearman,
        round(corr(measure_value, outcome_value), 12) + 0 as point_biserial
    from ranked
    group by {{ population }}
    having count(*) >= {{ var('insight_user_count') }}
        and min(measure_value) < max(measure_value)
        and min(outcome_value) < max(outcome_value)
),

-- Fisher's z. The standard error for ranks is that of Bonett and Wright 2000.
methods as (
    select
        {{ population }},
        user_count,
        'spearman' as method,
        spearman as correlation,
        sqrt((1 + spearman * spearman / 2) / nullif(greatest(user_count - 3, 0), 0)) as standard_error
    from correlated
    union all
    select
        {{ population }},
        user_count,
        'point_biserial' as method,
        point_biserial as correlation,
        sqrt(1.0e0 / nullif(greatest(user_count - 3, 0), 0)) as standard_error
    from correlated
    where outcome_measure <> 'final_grade'
),

bounded as (
    select
        *,
        {% for bound, sign in [('low', '-'), ('high', '+')] %}
            case
                when abs(correlation) < 1
                    then tanh(atanh(correlation) {{ sign }} {{ var('interval_z') }} * standard_error)
            end as correlation_{{ bound }}
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from methods
),

final as (
    select
        whole.*,
        trimmed.user_count as user_count_without_outliers,
        trimmed.correlation as correlation_without_outliers,
        trimmed.correlation_low as correlation_low_without_outliers,
        trimmed.correlation_high as correlation_high_without_outliers
    from bounded as whole
    left join bounded as trimmed
        on whole.source_name = trimmed.source_name
        and whole.course_id = trimmed.course_id
        and whole.outcome_measure = trimmed.outcome_measure
        and whole.measured_over = trimmed.measured_over
        and whole.measure = trimmed.measure
        and whole.method = trimmed.method
        and not trimmed.has_outliers
    where whole.has_outliers
)

select
    {{ hash_key(['source_name', 'course_id', 'outcome_measure', 'measured_over', 'measure', 'method']) }}
        as insight_key,
    source_name,
    course_id,
    outcome_measure,
    measure,
    measured_over,
    method,
    user_count,
    cast(correlation as double) as correlation,
    correlation_low,
    correlation_high,
    user_count_without_outliers,
    cast(correlation_without_outliers as double) as correlation_without_outliers,
    correlation_low_without_outliers,
    correlation_high_without_outliers,
    measured_over = 'first_days' as is_before_outcome,
    concat(
        case measure
            {% for measure in measures %}
                when '{{ measure }}' then '{{ measure | replace('_seconds', '') | replace('_', ' ') | capitalize }}'
            {% endfor %}
        end,
        case measured_over
            when 'first_days'
                then ' in the first {{ landmark_day }} days of users still active then'
            else ' over the whole history'
        end,
        case outcome_measure
            when 'final_grade' then ', against the final grade: '
            else concat(', against who ', {{ outcome_phrase('outcome_measure') }}, ': ')
        end,
        case method when 'spearman' then 'rank correlation ' else 'correlation ' end,
        {{ interval_text('correlation', 'correlation_low', 'correlation_high') }},
        ', ', cast(user_count as string), ' users',
        case when correlation_low <= 0 and correlation_high >= 0 then ', 0.00 not excluded. ' else '. ' end,
        case measured_over
            when 'first_days'
                then 'Measured before the outcome; users may differ in much else: what more would do, it cannot say.'
            else 'Descriptive only: measure and outcome cover the same time, and who stays longer does more.'
        end,
        {{ without_outliers(
            "case method when 'spearman' then 'rank correlation ' else 'correlation ' end",
            'correlation_without_outliers', 'correlation_low_without_outliers', 'correlation_high_without_outliers',
            'user_count - user_count_without_outliers'
        ) }}
    ) as finding
from final
