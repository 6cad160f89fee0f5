{% set steps = [('enrolled', 'true'), ('started', 'first_acted_at is not null')] %}
{% for milestone in progress_milestones() %}
    {% do steps.append(('reached_' ~ milestone, 'reached_' ~ milestone ~ '_at is not null')) %}
{% endfor %}

-- Reaching a share of the activities implies all smaller shares, so each ordered step holds users of the one before.
with steps as (
    {% for step, condition in steps %}
        select
            source_name,
            course_id,
            {{ loop.index }} as step_number,
            '{{ step }}' as step,
            count(case when {{ condition }} then 1 end) as user_count
        from {{ ref('fct_enrollments') }}
        group by source_name, course_id
        union all
    {% endfor %}
    select
        source_name,
        course_id,
        null as step_number,
        'completed' as step,
        count(case when is_completed then 1 end) as user_count
    from {{ ref('fct_enrollments') }}
    group by source_name, course_id
)

select
    {{ hash_key(['steps.source_name', 'steps.course_id', 'steps.step']) }} as funnel_step_key,
    steps.source_name,
    steps.course_id,
    cast(steps.step_number as bigint) as step_number,
    steps.step,
    steps.user_count,
    cast(steps.user_count as double) / nullif(enrolled.user_count, 0) as share_of_enrolled,
    cast(steps.user_count as double) / nullif(previous.user_count, 0) as share_of_previous
from steps
inner join steps as enrolled
    on steps.source_name = enrolled.source_name
    and steps.course_id = enrolled.course_id
    and enrolled.step = 'enrolled'
left join steps as previous
    on steps.source_name = previous.source_name
    and steps.course_id = previous.course_id
    and steps.step_number = previous.step_number + 1
