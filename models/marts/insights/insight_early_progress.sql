{% set percent_key = 'cast(progress_percent as string)' %}

with activity_counts as (
    select source_name, course_id, activity_count
    from {{ ref('dim_courses') }}
    where activity_count > 0
),

-- Naive: activities and outcome over the same, whole history. Landmark: activities of the first days, outcome later.
learners as (
    select
        source_name,
        course_id,
        outcome_measure,
        outcome_value,
        is_censored,
        is_outlier,
        'naive' as method,
        cast(null as bigint) as landmark_day,
        touched_activity_count
    from {{ ref('int_outcome_measures') }}
    where outcome_measure <> 'final_grade'
    union all
    select
        outcomes.source_name,
        outcomes.course_id,
        outcomes.outcome_measure,
        outcomes.outcome_value,
        outcomes.is_censored,
        outcomes.is_outlier,
        'landmark' as method,
        early.landmark_day,
        early.touched_activity_count
    from {{ ref('int_outcome_measures') }} as outcomes
    inner join {{ ref('int_landmark_engagement') }} as early
        on outcomes.source_name = early.source_name
        and outcomes.course_id = early.course_id
        and outcomes.user_id = early.user_id
    where early.is_still_active and not early.is_decided_before and outcomes.outcome_measure <> 'final_grade'
),

with_and_without_outliers as (
    select *, true as has_outliers
    from learners
    union all
    select *, false as has_outliers
    from learners
    where not is_outlier
),

split as (
    {% for percent in rising_numbers('early_progress_percents', 100) %}
        select
            learners.*,
            {{ percent }} as progress_percent,
            learners.touched_activity_count >= {{ activities_for(percent, 'activity_counts.activity_count') }}
                as is_reached
        from with_and_without_outliers as learners
        inner join activity_counts
            on learners.source_name = activity_counts.source_name and learners.course_id = activity_counts.course_id
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

counted as (
    select
        source_name,
        course_id,
        outcome_measure,
        method,
        landmark_day,
        progress_percent,
        has_outliers,
        {% for side, condition in [('reached', 'is_reached'), ('other', 'not is_reached')] %}
            count(case when {{ condition }} then outcome_value end) as {{ side }}_user_count,
            count(case when {{ condition }} and outcome_value = 1 then 1 end) as {{ side }}_outcome_count,
            count(case when {{ condition }} and is_censored then 1 end) as {{ side }}_censored_count
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from split
    group by source_name, course_id, outcome_measure, method, landmark_day, progress_percent, has_outliers
    having count(outcome_value) >= {{ var('insight_user_count') }}
),

rated as (
    select
        *,
        {% for side in ['reached', 'other'] %}
            cast({{ side }}_outcome_count as double) / nullif({{ side }}_user_count, 0) as {{ side }}_rate,
            {{ wilson_bound(side ~ '_outcome_count', side ~ '_user_count', '-') }} as {{ side }}_low,
            {{ wilson_bound(side ~ '_outcome_count', side ~ '_user_count', '+') }} as {{ side }}_high
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from counted
),

-- Katz et al. 1978: the logarithm of a ratio of two shares is nearly normal.
compared as (
    select
        *,
        reached_rate / nullif(other_rate, 0) as ratio,
        case
            when reached_outcome_count > 0 and other_outcome_count > 0
                then 1.0e0 / reached_outcome_count - 1.0e0 / reached_user_count
                    + 1.0e0 / other_outcome_count - 1.0e0 / other_user_count
        end as log_ratio_variance
    from rated
),

bounded as (
    select
        *,
        ratio * exp(-{{ var('interval_z') }} * sqrt(log_ratio_variance)) as ratio_low,
        ratio * exp({{ var('interval_z') }} * sqrt(log_ratio_variance)) as ratio_high
    from compared
),

final as (
    select
        whole.*,
        trimmed.reached_user_count + trimmed.other_user_count as user_count_without_outliers,
        trimmed.ratio as ratio_without_outliers,
        trimmed.ratio_low as ratio_low_without_outliers,
        trimmed.ratio_high as ratio_high_without_outliers
    from bounded as whole
    left join bounded as trimmed
        on whole.source_name = trimmed.source_name
        and whole.course_id = trimmed.course_id
        and whole.outcome_measure = trimmed.outcome_measure
        and whole.method = trimmed.method
        and coalesce(whole.landmark_day, 0) = coalesce(trimmed.landmark_day, 0)
        and whole.progress_percent = trimmed.progress_percent
        and not trimmed.has_outliers
    where whole.has_outliers
)

select
    {{ hash_key([
        'source_name', 'course_id', 'outcome_measure', 'method', 'coalesce(landmark_day, 0)', 'progress_percent',
    ]) }} as insight_key,
    source_name,
    course_id,
    outcome_measure,
    method,
    landmark_day,
    cast(progress_percent as bigint) as progress_percent,
    coalesce(landmark_day = {{ one_of('headline_landmark_day', 'landmark_days') }}, false)
    and progress_percent = {{ one_of('early_progress_percent', 'early_progress_percents') }} as is_headline,
    {% for side in ['reached', 'other'] %}
        {{ side }}_user_count,
        {{ side }}_outcome_count,
        {{ side }}_censored_count,
        {{ side }}_rate,
        {{ side }}_low,
        {{ side }}_high,
    {% endfor %}
    ratio,
    ratio_low,
    ratio_high,
    user_count_without_outliers,
    ratio_without_outliers,
    ratio_low_without_outliers,
    ratio_high_without_outliers,
    concat(
        coalesce(
            'Of users still active ' || cast(landmark_day as string) || ' days after their first action, ',
            'Over the whole history, '
        ),
        cast(reached_user_count as string), ' had touched ', {{ percent_key }}, ' % of the activities or more',
        case when method = 'landmark' then ' in those days' else '' end,
        coalesce(
            '; of these ' || {{ interval_text('100 * reached_rate', '100 * reached_low', '100 * reached_high', 1) }}
            || ' % ' || {{ outcome_phrase('outcome_measure') }},
            ''
        ),
        '. ', cast(other_user_count as string), ' had touched fewer',
        coalesce(
            '; of these ' || {{ interval_text('100 * other_rate', '100 * other_low', '100 * other_high', 1) }}
            || ' % ' || {{ outcome_phrase('outcome_measure') }},
            ''
        ),
        '. ',
        coalesce('Ratio ' || {{ interval_text('ratio', 'ratio_low', 'ratio_high') }}, 'No ratio can be given'),
        case when ratio_low <= 1 and ratio_high >= 1 then ', 1.00 not excluded' else '' end,
        '. Censored: ', cast(reached_censored_count as string), ' and ', cast(other_censored_count as string),
        case outcome_measure
            when 'not_dropped_out' then ', counted as not dropped out so far. '
            else ', left out. '
        end,
        case method
            when 'naive'
                then 'Who stays longer touches more, so the two sides differ in part by definition.'
            else 'The sides may differ in much else; what more progress would do for a user, this cannot say.'
        end,
        {{ without_outliers(
            "'ratio '", 'ratio_without_outliers', 'ratio_low_without_outliers', 'ratio_high_without_outliers',
            'reached_user_count + other_user_count - user_count_without_outliers'
        ) }}
    ) as finding
from final
