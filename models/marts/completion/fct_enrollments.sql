with enrollments as (
    select
        enrollments.*,
        courses.course_type,
        courses.starts_on,
        courses.ends_at,
        courses.is_fully_labelled,
        courses.as_of,
        courses.has_clock_time
    from {{ ref('int_enrollments') }} as enrollments
    inner join {{ ref('int_courses') }} as courses
        on enrollments.source_name = courses.source_name and enrollments.course_id = courses.course_id
),

actions as (
    select
        source_name,
        user_id,
        course_id,
        min(acted_at) as first_acted_at,
        max(acted_at) as last_acted_at,
        sum(action_count) as action_count
    from {{ ref('fct_actions') }}
    where is_counted
    group by source_name, user_id, course_id
),

certificates as (
    select actions.source_name, actions.user_id, actions.course_id, min(actions.acted_at) as certified_at
    from {{ ref('fct_actions') }} as actions
    inner join {{ ref('int_courses') }} as courses
        on actions.source_name = courses.source_name and actions.course_id = courses.course_id
    where actions.action_category = 'outcome'
        and actions.action_subcategory = 'certificate'
        and actions.acted_at <= courses.as_of
    group by actions.source_name, actions.user_id, actions.course_id
),

activity_counts as (
    select source_name, course_id, count(*) as activity_count
    from {{ ref('int_activities') }}
    where counts_for_progress
    group by source_name, course_id
),

-- The n-th distinct activity that a learner touches, of those that count for progress.
progress_steps as (
    select
        touches.source_name,
        touches.user_id,
        touches.course_id,
        touches.first_touched_at,
        activity_counts.activity_count,
        row_number() over (
            partition by touches.source_name, touches.user_id, touches.course_id order by touches.first_action_number
        ) as touched_count
    from {{ ref('int_activity_touches') }} as touches
    inner join {{ ref('int_activities') }} as activities
        on touches.source_name = activities.source_name
        and touches.course_id = activities.course_id
        and touches.activity_id = activities.activity_id
    inner join activity_counts
        on touches.source_name = activity_counts.source_name and touches.course_id = activity_counts.course_id
    where activities.counts_for_progress
),

progress as (
    select
        source_name,
        user_id,
        course_id,
        max(touched_count) as touched_activity_count,
        {% for milestone in progress_milestones() %}
            min(case when touched_count = {{ activities_for(milestone, 'activity_count') }} then first_touched_at end)
                as reached_{{ milestone }}_at,
        {% endfor %}
        min(
            case
                when cast(touched_count as double) / activity_count >= {{ var('completed_progress_rate') }}
                    then first_touched_at
            end
        ) as reached_completion_at
    from progress_steps
    group by source_name, user_id, course_id
),

exits as (
    select
        source_name,
        user_id,
        course_id,
        {{ value_at_last('activity_id', 'last_action_number') }} as last_activity_id
    from {{ ref('int_activity_touches') }}
    group by source_name, user_id, course_id
),

measured as (
    select
        enrollments.*,
        actions.first_acted_at,
        actions.last_acted_at,
        coalesce(actions.action_count, 0) as action_count,
        certificates.certified_at,
        coalesce(progress.touched_activity_count, 0) as touched_activity_count,
        case
            when activity_counts.activity_count > 0
                then cast(coalesce(progress.touched_activity_count, 0) as double) / activity_counts.activity_count
        end as progress_rate,
        {% for milestone in progress_milestones() %}
            progress.reached_{{ milestone }}_at,
        {% endfor %}
        progress.reached_completion_at,
        exits.last_activity_id,
        {{ seconds_between('coalesce(actions.last_acted_at, enrollments.enrolled_at)', 'enrollments.as_of') }}
        >= {{ var('dropout_silence_days') * 86400 }} as is_silent
    from enrollments
    left join actions
        on enrollments.source_name = actions.source_name
        and enrollments.user_id = actions.user_id
        and enrollments.course_id = actions.course_id
    left join certificates
        on enrollments.source_name = certificates.source_name
        and enrollments.user_id = certificates.user_id
        and enrollments.course_id = certificates.course_id
    left join progress
        on enrollments.source_name = progress.source_name
        and enrollments.user_id = progress.user_id
        and enrollments.course_id = progress.course_id
    left join activity_counts
        on enrollments.source_name = activity_counts.source_name
        and enrollments.course_id = activity_counts.course_id
    left join exits
        on enrollments.source_name = exits.source_name
        and enrollments.user_id = exits.user_id
        and enrollments.course_id = exits.course_id
),

-- Completion by a rule: a grade below the pass mark decides only once the course has ended, or where grades are final.
ruled as (
    select
        *,
        case
            when certified_at is not null then 'certificate'
            when final_grade >= {{ var('passing_grade') }} then 'grade'
            when final_grade < {{ var('passing_grade') }}
                and ({{ var('final_grades_are_final') }} or ends_at <= as_of)
                then 'grade'
            when reached_completion_at is not null then 'progress'
        end as completion_basis
    from measured
),

-- The first basis that decides wins. What a course labels, completion or drop-out, no rule decides beside its labels;
-- who has completed by a rule has not left by silence either.
decided as (
    select
        *,
        case
            when label is not null then 'label'
            when is_fully_labelled then null
            when completion_basis is not null
                then case when has_completion_labels is not true then completion_basis end
            when is_silent and has_dropout_labels is not true then 'inactivity'
        end as outcome_basis
    from ruled
),

concluded as (
    select
        *,
        case outcome_basis
            when 'label' then label
            when 'certificate' then 'completed'
            when 'grade' then case when final_grade >= {{ var('passing_grade') }} then 'completed' else 'failed' end
            when 'progress' then 'completed'
            when 'inactivity' then 'dropped_out'
        end as outcome,
        case outcome_basis
            when 'label' then coalesce(label_at, case when label = 'dropped_out' then last_acted_at end)
            when 'certificate' then certified_at
            when 'progress' then reached_completion_at
            when 'inactivity' then last_acted_at
        end as outcome_at
    from decided
)

select
    {{ hash_key(['source_name', 'course_id', 'user_id']) }} as enrollment_key,
    source_name,
    user_id,
    course_id,
    gender,
    age_band,
    education_level,
    country,
    user_type,
    disability,
    previous_attempts,
    enrolled_at,
    first_acted_at,
    last_acted_at,
    cast(action_count as bigint) as action_count,
    touched_activity_count,
    progress_rate,
    {% for milestone in progress_milestones() %}
        reached_{{ milestone }}_at,
    {% endfor %}
    final_grade,
    outcome,
    outcome_basis,
    outcome_at,
    coalesce(outcome = 'completed', false) as is_completed,
    coalesce(outcome = 'dropped_out', false) as is_dropped_out,
    outcome is null as is_censored,
    case when outcome = 'dropped_out' then last_activity_id end as drop_activity_id,
    case when outcome = 'dropped_out' then {{ days_between('starts_on', local_date('outcome_at')) }} end
        as drop_course_day
from concluded
