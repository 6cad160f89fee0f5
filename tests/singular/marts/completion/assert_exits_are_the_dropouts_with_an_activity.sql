-- Every dropped-out user who touched an activity leaves at exactly one.
with signed as (
    select source_name, course_id, exit_count as signed_count
    from {{ ref('activity_dropoff') }}
    union all
    select source_name, course_id, -1 as signed_count
    from {{ ref('fct_enrollments') }}
    where is_dropped_out and drop_activity_id is not null
)

select source_name, course_id, sum(signed_count) as surplus_exit_count
from signed
group by source_name, course_id
having sum(signed_count) <> 0
