select
    source_name,
    course_id,
    row_number() over (
        partition by source_name, course_id order by hazard_low desc, hazard_rate desc, activity_id asc
    ) as place,
    activity_id,
    activity_name,
    activity_type,
    position,
    reached_count,
    exit_count,
    hazard_rate,
    hazard_low,
    hazard_high
from {{ ref('activity_dropoff') }}
where is_reliable
order by source_name, course_id, place
