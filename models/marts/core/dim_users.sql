with actions as (
    select
        source_name,
        user_id,
        min(acted_at) as first_acted_at,
        max(acted_at) as last_acted_at
    from {{ ref('fct_actions') }}
    where is_counted
    group by source_name, user_id
),

courses as (
    select source_name, user_id, count(*) as course_count
    from {{ ref('int_enrollments') }}
    group by source_name, user_id
)

select
    {{ hash_key(['users.source_name', 'users.user_id']) }} as user_key,
    users.source_name,
    users.user_id,
    users.gender,
    users.age_band,
    users.education_level,
    users.country,
    users.user_type,
    actions.first_acted_at,
    actions.last_acted_at,
    coalesce(courses.course_count, 0) as course_count
from {{ ref('int_users') }} as users
left join actions on users.source_name = actions.source_name and users.user_id = actions.user_id
left join courses on users.source_name = courses.source_name and users.user_id = courses.user_id
