with learners as (
    select
        enrollments.source_name,
        enrollments.course_id,
        enrollments.is_dropped_out and enrollments.outcome_basis = 'label' as is_labelled,
        {{ seconds_between('enrollments.last_acted_at', 'courses.as_of') }} as seconds_since_last
    from {{ ref('fct_enrollments') }} as enrollments
    inner join {{ ref('dim_courses') }} as courses
        on enrollments.source_name = courses.source_name and enrollments.course_id = courses.course_id
    where enrollments.last_acted_at is not null
),

flagged as (
    {% for days in rising_numbers('dropout_rule_days') %}
        select
            source_name,
            course_id,
            {{ days }} as silence_days,
            coalesce(is_labelled, false) as is_labelled,
            seconds_since_last >= {{ days * 86400 }} as is_flagged
        from learners
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

counted as (
    select
        source_name,
        course_id,
        silence_days,
        count(case when is_flagged then 1 end) as flagged_count,
        count(case when is_labelled then 1 end) as labelled_count,
        count(case when is_flagged and is_labelled then 1 end) as agreeing_count
    from flagged
    group by source_name, course_id, silence_days
)

select
    {{ hash_key(['source_name', 'course_id', 'silence_days']) }} as agreement_key,
    source_name,
    course_id,
    cast(silence_days as bigint) as silence_days,
    flagged_count,
    labelled_count,
    agreeing_count,
    cast(agreeing_count as double) / nullif(flagged_count, 0) as precision_rate,
    cast(agreeing_count as double) / labelled_count as recall_rate
from counted
where labelled_count > 0
