-- Each ordered step holds at most the users of the one before.
select later.source_name, later.course_id, later.step
from {{ ref('progress_funnel') }} as later
inner join {{ ref('progress_funnel') }} as earlier
    on later.source_name = earlier.source_name
    and later.course_id = earlier.course_id
    and later.step_number = earlier.step_number + 1
where later.user_count > earlier.user_count
