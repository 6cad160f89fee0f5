select
    funnel.funnel_step_key,
    funnel.source_name,
    funnel.course_id,
    courses.course_name,
    courses.course_type,
    funnel.step_number,
    funnel.step,
    {{ hide_small('funnel.user_count') }} as user_count,
    {{ hide_small('funnel.share_of_enrolled', 'funnel.user_count') }} as share_of_enrolled,
    {{ hide_small('funnel.share_of_previous', 'funnel.user_count') }} as share_of_previous
from {{ ref('progress_funnel') }} as funnel
inner join {{ ref('dim_courses') }} as courses
    on funnel.source_name = courses.source_name and funnel.course_id = courses.course_id
where funnel.step_number is not null
