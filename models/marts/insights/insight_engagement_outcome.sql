{% set measures = [
    'action_count', 'active_day_count', 'session_count', 'time_on_task_seconds', 'progress_rate',
    'discussion_action_count', 'problem_action_count', 'video_action_count',
] %}
{% set landmark_day = headline_landmark_day() %}
{% set population = 'source_name, course_id, outcome_measure, measured_over, measure' %}

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
    from {{ of_changed_courses('fct_daily_engagement') }}
    group by source_name, course_id, user_id
),

learners as (
    select
        outcomes.source_name,
        outcomes.course_id,
        outcomes.outcome_measure,
        outcomes.outcome_value,
        'whole_history' as measured_over,
        {% for measure in measures %}
            {{ 'outcomes' if measure == 'progress_rate' else 'days' }}.{{ measure }}
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from {{ of_changed_courses('int_outcome_measures') }} as outcomes
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
        'first_days' as measured_over,
        {% for measure in measures %}
            early.{{ measure }}
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from {{ of_changed_courses('int_outcome_measures') }} as outcomes
    inner join {{ of_changed_courses('int_landmark_engagement') }} as early
        on outcomes.source_name = early.source_name
        and outcomes.course_id = early.course_id
        and outcomes.user_id = early.user_id
    where outcomes.outcome_value is not null
        and early.landmark_day = {{ landmark_day }}
        and early.is_still_active
        and not early.is_decided_before
),

measured as (
    {% for measure in measures %}
        select
            source_name,
            course_id,
            outcome_measure,
            outcome_value,
            measured_over,
            '{{ measure }}' as measure,
            cast({{ measure }} as double) as measure_value
        from learners
        where {{ measure }} is not null
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

ranked as (
    select *, {{ mean_rank('measure_value', population) }} as measure_rank
    from measured
),

-- The outcome is 0 or 1, so its ranks correlate as it does itself. Rounded, since the order in which an engine adds
-- moves the last digits; plus 0, since minus 0 is no other number.
correlated as (
    select
        {{ population }},
        count(*) as user_count,
        round(corr(measure_rank, outcome_value), 12) + 0 as spearman,
        round(corr(measure_value, outcome_value), 12) + 0 as point_biserial
    from ranked
    group by {{ population }}
    having min(measure_value) < max(measure_value) and min(outcome_value) < max(outcome_value)
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
),

final as (
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
        ', against who ', {{ outcome_phrase('outcome_measure') }}, ': ',
        case method when 'spearman' then 'rank correlation ' else 'correlation ' end,
        {{ interval_text('correlation', 'correlation_low', 'correlation_high') }},
        ', ', cast(user_count as string), ' users',
        case when correlation_low <= 0 and correlation_high >= 0 then ', 0.00 not excluded. ' else '. ' end,
        case measured_over
            when 'first_days'
                then 'Measured before the outcome; users may differ in much else: what more would do, it cannot say.'
            else 'Descriptive only: measure and outcome cover the same time, and who stays longer does more.'
        end
    ) as finding
from final
