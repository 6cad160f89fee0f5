-- How regular a user's times of day and weekdays are: Boroujeni et al. 2016, doi 10.1007/978-3-319-45153-4_21. Rounded,
-- since the order in which an engine adds moves the last digits.
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

{% for name, column, size in [('hours', 'hour_of_day', 24), ('weekdays', 'day_of_week', 7)] %}
-- (ln of the number of slots - entropy of the user's shares) x the fullest slot.
{{ name }} as (
    select
        source_name,
        user_id,
        course_id,
        round((ln({{ size }}) + sum(share * ln(share))) * max(slot_count), 12) as regularity
    from (
        select
            source_name,
            user_id,
            course_id,
            cast(sum(action_count) as double) as slot_count,
            sum(action_count) / cast(sum(sum(action_count)) over (partition by source_name, user_id, course_id) as double)
                as share
        from actions
        group by source_name, user_id, course_id, {{ column }}
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

similarities as (
    select
        weeks.source_name,
        weeks.user_id,
        weeks.course_id,
        sum(
            cast(bit_count(weeks.weekdays & others.weekdays) as double)
            / greatest(bit_count(weeks.weekdays), bit_count(others.weekdays))
        ) as similarity_sum
    from weeks
    inner join weeks as others
        on weeks.source_name = others.source_name
        and weeks.user_id = others.user_id
        and weeks.course_id = others.course_id
        and weeks.course_week < others.course_week
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
