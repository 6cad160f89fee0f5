select
    dropoff.activity_key,
    dropoff.source_name,
    dropoff.course_id,
    courses.course_name,
    courses.course_type,
    dropoff.activity_id,
    dropoff.activity_name,
    dropoff.activity_type,
    dropoff.position,
    dropoff.is_position_derived,
    {{ hide_small('dropoff.touched_count') }} as touched_count,
    {{ hide_small('dropoff.reached_count') }} as reached_count,
    {{ hide_small('dropoff.exit_count') }} as exit_count,
    {{ hide_small('dropoff.hazard_rate', 'dropoff.reached_count') }} as hazard_rate,
    {{ hide_small('dropoff.hazard_low', 'dropoff.reached_count') }} as hazard_low,
    {{ hide_small('dropoff.hazard_high', 'dropoff.reached_count') }} as hazard_high,
    dropoff.is_reliable
from {{ ref('activity_dropoff') }} as dropoff
inner join {{ ref('dim_courses') }} as courses
    on dropoff.source_name = courses.source_name and dropoff.course_id = courses.course_id
