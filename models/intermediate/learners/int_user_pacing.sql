-- First touches on two clocks: the calendar's, and the user's own since the first action.
with touches as (
    select
        touches.source_name,
        touches.course_id,
        touches.user_id,
        touches.activity_id,
        cast({{ epoch_us('touches.first_touched_at') }} as double) as touched_us,
        cast({{ epoch_us('touches.first_touched_at') }} - {{ epoch_us('enrollments.first_acted_at') }} as double)
            as touched_after_us
    from {{ ref('int_activity_touches') }} as touches
    inner join {{ ref('fct_enrollments') }} as enrollments
        on touches.source_name = enrollments.source_name
        and touches.course_id = enrollments.course_id
        and touches.user_id = enrollments.user_id
),

medians as (
    select
        source_name,
        course_id,
        activity_id,
        median(touched_us) as median_us,
        median(touched_after_us) as median_after_us
    from touches
    group by source_name, course_id, activity_id
    having count(*) >= {{ var('pacing_user_count') }}
)

select
    touches.source_name,
    touches.course_id,
    touches.user_id,
    median(touches.touched_us - medians.median_us) / 1000000 as pacing_lag_seconds,
    median(touches.touched_after_us - medians.median_after_us) / 1000000 as pacing_lag_from_start_seconds
from touches
inner join medians
    on touches.source_name = medians.source_name
    and touches.course_id = medians.course_id
    and touches.activity_id = medians.activity_id
group by touches.source_name, touches.course_id, touches.user_id
