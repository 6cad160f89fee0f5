-- How regular a user's times of day and weekdays are: Boroujeni et al. 2016, doi 10.1007/978-3-319-45153-4_21.
with actions as (
    select
        actions.source_name,
        actions.user_id,
        actions.course_id,
        actions.hour_of_day,
        actions.day_of_week,
        actions.course_week,
        actions.action_count,
        {{ week_of(days_between('courses.starts_on', 'courses.as_of_date')) }} as last_week
    from {{ ref('fct_actions') }} as actions
    inner join {{ ref('int_courses') }} as courses
        on actions.source_name = courses.source_name and actions.course_id = courses.course_id
    where actions.is_counted and actions.hour_of_day is not null and actions.course_id <> '(none)'
),

-- How much each user's actions gather in the same slots of a day or week: (ln of the number of slots - entropy of the
-- user's shares) x the fullest slot.
{% for cycle, slot, slot_count in [('hours', 'hour_of_day', 24), ('weekdays', 'day_of_week', 7)] %}
    {{ cycle }} as (
        select
            source_name,
            user_id,
            course_id,
            round(
                (ln({{ slot_count }}) + {{ exact_sum('slot_share * ln(slot_share)', 1000000000000000) }})
                * max(action_count),
                12
            ) as regularity
        from (
            select
                source_name,
                user_id,
                course_id,
                cast(sum(action_count) as double) as action_count,
                sum(action_count)
                / cast(sum(sum(action_count)) over (partition by source_name, user_id, course_id) as double)
                    as slot_share
            from actions
            group by source_name, user_id, course_id, {{ slot }}
        ) as slots
        group by source_name, user_id, course_id
    ),
{% endfor %}

-- The active weekdays of a week as the bits of a number.
weeks as (
    select
        source_name,
        user_id,
        course_id,
        course_week,
        max(last_week) as last_week,
        cast(sum(distinct power(2, day_of_week)) as bigint) as weekdays
    from actions
    group by source_name, user_id, course_id, course_week
),

{% set similarity %}
    cast(bit_count(weeks.weekdays & other_weeks.weekdays) as double)
    / greatest(bit_count(weeks.weekdays), bit_count(other_weeks.weekdays))
{% endset %}

similarities as (
    select
        weeks.source_name,
        weeks.user_id,
        weeks.course_id,
        {{ exact_sum(similarity, 1000000000000000) }} as similarity_sum
    from weeks
    inner join weeks as other_weeks
        on weeks.source_name = other_weeks.source_name
        and weeks.user_id = other_weeks.user_id
        and weeks.course_id = other_weeks.course_id
        and weeks.course_week < other_weeks.course_week
    group by weeks.source_name, weeks.user_id, weeks.course_id
),

-- Pairs with an empty week count as 0, from the first active week to that of as_of.
spans as (
    select source_name, user_id, course_id, max(last_week) - min(course_week) + 1 as week_count
    from weeks
    group by source_name, user_id, course_id
)

select
    spans.source_name,
    spans.user_id,
    spans.course_id,
    hours.regularity as regularity_pdh,
    weekdays.regularity as regularity_pwd,
    case
        when spans.week_count > 1
            then round(coalesce(similarities.similarity_sum, 0) / (spans.week_count * (spans.week_count - 1) / 2.0), 12)
    end as regularity_ws1
from spans
inner join hours
    on spans.source_name = hours.source_name
    and spans.user_id = hours.user_id
    and spans.course_id = hours.course_id
inner join weekdays
    on spans.source_name = weekdays.source_name
    and spans.user_id = weekdays.user_id
    and spans.course_id = weekdays.course_id
left join similarities
    on spans.source_name = similarities.source_name
    and spans.user_id = similarities.user_id
    and spans.course_id = similarities.course_id
