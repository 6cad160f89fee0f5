{% set population = 'source_name, course_id, outcome_measure, action_category, has_outliers' %}

with spent as (
    select
        source_name,
        course_id,
        user_id,
        action_category,
        {{ exact_sum('time_on_task_seconds') }} as seconds,
        {{ exact_sum('time_on_task_low_seconds') }} as low_seconds
    from {{ ref('fct_actions') }}
    where is_counted
    group by source_name, course_id, user_id, action_category
),

-- A course with one category has nothing to share out.
categories as (
    select *
    from (
        select
            source_name,
            course_id,
            action_category,
            count(*) over (partition by source_name, course_id) as category_count
        from spent
        group by source_name, course_id, action_category
        having sum(seconds) > 0
    ) as used
    where category_count > 1
),

users as (
    select
        source_name,
        course_id,
        user_id,
        {{ exact_sum('seconds') }} as seconds,
        {{ exact_sum('low_seconds') }} as low_seconds
    from spent
    group by source_name, course_id, user_id
    having sum(seconds) > 0
),

shares as (
    select
        outcomes.source_name,
        outcomes.course_id,
        outcomes.outcome_measure,
        case
            when outcomes.outcome_measure <> 'final_grade' then outcomes.outcome_value
            when outcomes.outcome_value >= {{ var('passing_grade') }} then 1
            else 0
        end as outcome_value,
        outcomes.is_outlier,
        categories.action_category,
        users.seconds,
        users.low_seconds,
        coalesce(spent.seconds, 0) as category_seconds,
        coalesce(spent.low_seconds, 0) as category_low_seconds,
        coalesce(spent.seconds, 0) / users.seconds as time_share
    from {{ ref('int_outcome_measures') }} as outcomes
    inner join users
        on outcomes.source_name = users.source_name
        and outcomes.course_id = users.course_id
        and outcomes.user_id = users.user_id
    inner join categories
        on outcomes.source_name = categories.source_name and outcomes.course_id = categories.course_id
    left join spent
        on outcomes.source_name = spent.source_name
        and outcomes.course_id = spent.course_id
        and outcomes.user_id = spent.user_id
        and categories.action_category = spent.action_category
    where outcomes.outcome_value is not null
),

with_and_without_outliers as (
    select *, true as has_outliers
    from shares
    union all
    select *, false as has_outliers
    from shares
    where not is_outlier
),

ranked as (
    select *, {{ mean_rank('time_share', population) }} as share_rank
    from with_and_without_outliers
),

counted as (
    select
        {{ population }},
        {% for side, value in [('outcome', 1), ('other', 0)] %}
            {% set on_side = 'case when outcome_value = ' ~ value ~ ' then' %}
            count({{ on_side }} 1 end) as {{ side }}_user_count,
            {{ exact_sum(on_side ~ ' category_seconds end') }} / {{ exact_sum(on_side ~ ' seconds end') }}
                as {{ side }}_time_share,
            {{ exact_sum(on_side ~ ' category_low_seconds end') }}
            / nullif({{ exact_sum(on_side ~ ' low_seconds end') }}, 0)
                as {{ side }}_time_share_at_low_cap,
            median({{ on_side }} time_share end) as {{ side }}_median_share,
        {% endfor %}
        sum(case when outcome_value = 1 then share_rank end) as rank_sum
    from ranked
    group by {{ population }}
    having count(*) >= {{ var('insight_user_count') }} and min(outcome_value) < max(outcome_value)
),

-- Mann and Whitney 1947: of all pairs of a user with the outcome and one without, how many have the larger share on the
-- side of the outcome; ties count half.
compared as (
    select
        *,
        cast(
            (rank_sum - cast(outcome_user_count as double) * (outcome_user_count + 1) / 2)
            / (cast(outcome_user_count as double) * other_user_count) as double
        ) as superiority
    from counted
),

-- Hanley and McNeil 1982, doi 10.1148/radiology.143.1.7063747.
with_variance as (
    select
        *,
        superiority * (1 - superiority)
        + (outcome_user_count - 1) * (superiority / (2 - superiority) - superiority * superiority)
        + (other_user_count - 1) * (2 * superiority * superiority / (1 + superiority) - superiority * superiority)
            as pair_variance
    from compared
),

with_margin as (
    select
        *,
        case
            when superiority > 0 and superiority < 1
                then {{ var('interval_z') }}
                    * sqrt(pair_variance / (cast(outcome_user_count as double) * other_user_count))
        end as margin
    from with_variance
),

bounded as (
    select
        *,
        case when margin is not null then greatest(0.0e0, superiority - margin) end as superiority_low,
        case when margin is not null then least(1.0e0, superiority + margin) end as superiority_high
    from with_margin
),

final as (
    select
        whole.*,
        trimmed.outcome_user_count + trimmed.other_user_count as user_count_without_outliers,
        trimmed.superiority as superiority_without_outliers,
        trimmed.superiority_low as superiority_low_without_outliers,
        trimmed.superiority_high as superiority_high_without_outliers
    from bounded as whole
    left join bounded as trimmed
        on whole.source_name = trimmed.source_name
        and whole.course_id = trimmed.course_id
        and whole.outcome_measure = trimmed.outcome_measure
        and whole.action_category = trimmed.action_category
        and not trimmed.has_outliers
    where whole.has_outliers
)

select
    {{ hash_key(['source_name', 'course_id', 'outcome_measure', 'action_category']) }} as insight_key,
    source_name,
    course_id,
    outcome_measure,
    action_category,
    {% for side in ['outcome', 'other'] %}
        {{ side }}_user_count,
        {{ side }}_time_share,
        {{ side }}_time_share_at_low_cap,
        {{ side }}_median_share,
    {% endfor %}
    superiority,
    superiority_low,
    superiority_high,
    user_count_without_outliers,
    superiority_without_outliers,
    superiority_low_without_outliers,
    superiority_high_without_outliers,
    concat(
        cast(outcome_user_count as string), ' users who ', {{ outcome_phrase('outcome_measure') }}, ' spent ',
        {{ decimal_text('100 * outcome_time_share', 1) }}, ' % of their time on task on actions of category ',
        action_category, ' (', coalesce({{ decimal_text('100 * outcome_time_share_at_low_cap', 1) }}, 'no'),
        ' % by the low cap), ', cast(other_user_count as string), ' others ',
        {{ decimal_text('100 * other_time_share', 1) }}, ' % (',
        coalesce({{ decimal_text('100 * other_time_share_at_low_cap', 1) }}, 'no'), ' %). Medians of users: ',
        {{ decimal_text('100 * outcome_median_share', 1) }}, ' and ',
        {{ decimal_text('100 * other_median_share', 1) }},
        ' %. Of a random pair of both, the user with the outcome has the larger share with probability ',
        {{ interval_text('superiority', 'superiority_low', 'superiority_high') }},
        case when superiority_low <= 0.5 and superiority_high >= 0.5 then ', 0.50 not excluded' else '' end,
        case outcome_measure
            when 'not_dropped_out' then '. Censored users count as not dropped out so far. '
            when 'completed' then '. Censored users are left out. '
            else '. Users without a final grade are left out. '
        end,
        'Over the whole history, so it cannot say which came first; imputed time is not known by category.',
        {{ without_outliers(
            "'probability '", 'superiority_without_outliers', 'superiority_low_without_outliers',
            'superiority_high_without_outliers', 'outcome_user_count + other_user_count - user_count_without_outliers'
        ) }}
    ) as finding
from final
