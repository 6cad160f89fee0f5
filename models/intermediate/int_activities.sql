with declared as (
    {{ without_surplus('activities') }}
),

touched as (
    select
        source_name,
        course_id,
        activity_id,
        count(*) as user_count,
        median({{ epoch_us('first_touched_at') }}) as median_first_touched_us,
        min(first_touched_at) as earliest_touched_at
    from {{ ref('int_activity_touches') }}
    where course_id <> '(none)'
    group by source_name, course_id, activity_id
),

mentioned as (
    select source_name, course_id, activity_id from declared
    union
    select source_name, course_id, activity_id from touched
),

joined as (
    select
        mentioned.source_name,
        mentioned.course_id,
        mentioned.activity_id,
        declared.activity_name,
        declared.activity_type,
        declared.position as given_position,
        declared.available_at,
        declared.due_at,
        declared.weight,
        declared.duration_seconds,
        declared.activity_id is not null as is_declared,
        coalesce(touched.user_count, 0) as user_count,
        touched.median_first_touched_us,
        touched.earliest_touched_at
    from mentioned
    left join declared
        on mentioned.source_name = declared.source_name
        and mentioned.course_id = declared.course_id
        and mentioned.activity_id = declared.activity_id
    left join touched
        on mentioned.source_name = touched.source_name
        and mentioned.course_id = touched.course_id
        and mentioned.activity_id = touched.activity_id
),

-- A given order holds only where it covers the whole course; else all positions are derived: the two cannot be mixed.
ordered as (
    select
        *,
        bool_or(given_position is null) over (partition by source_name, course_id) as is_position_derived,
        bool_or(is_declared) over (partition by source_name, course_id) as has_structure,
        row_number() over (
            partition by source_name, course_id
            order by median_first_touched_us nulls last, earliest_touched_at nulls last, activity_id
        ) as derived_position
    from joined
)

select
    source_name,
    course_id,
    activity_id,
    activity_name,
    activity_type,
    case when is_position_derived then derived_position else given_position end as position,
    is_position_derived,
    is_declared,
    is_declared or not has_structure as counts_for_progress,
    available_at,
    due_at,
    weight,
    duration_seconds,
    user_count
from ordered
