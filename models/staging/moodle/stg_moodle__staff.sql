-- A role in the course, its category or the site decides; who has none is staff by what they do there. A student of the
-- course is no staff, whatever else they may be.
{{ config(materialized='table') }}

{% set staff_roles = "('manager', 'coursecreator', 'editingteacher', 'teacher')" %}

with assigned as (
    select
        cast(assignments.userid as string) as user_id,
        places.contextlevel,
        places.instanceid,
        kinds.archetype
    from {{ ref('base_moodle__role_assignments') }} as assignments
    inner join {{ ref('base_moodle__context') }} as places on assignments.contextid = places.id
    inner join {{ ref('base_moodle__role') }} as kinds on assignments.roleid = kinds.id
    where assignments.reject_reason is null and places.reject_reason is null and kinds.reject_reason is null
        and (kinds.archetype in {{ staff_roles }} or (kinds.archetype = 'student' and places.contextlevel = 50))
),

courses as (
    select course_id, max(category_id) as category_id
    from (
        select course_id, cast(null as bigint) as category_id from {{ ref('stg_moodle__events') }}
        union all
        select cast(id as string) as course_id, category as category_id from {{ ref('base_moodle__course') }}
    ) as mentioned
    where course_id is not null
    group by course_id
),

roles_in_courses as (
    select cast(instanceid as string) as course_id, user_id, archetype
    from assigned
    where contextlevel = 50
    union all
    select courses.course_id, assigned.user_id, assigned.archetype
    from assigned
    inner join courses on assigned.instanceid = courses.category_id
    where assigned.contextlevel = 40
    union all
    select courses.course_id, assigned.user_id, assigned.archetype
    from assigned
    cross join courses
    where assigned.contextlevel = 10
),

holders as (
    select course_id, user_id, not bool_or(archetype = 'student') as is_staff
    from roles_in_courses
    group by course_id, user_id
),

authors as (
    select distinct course_id, author_id as user_id
    from {{ ref('stg_moodle__events') }}
    where author_id is not null and course_id is not null
)

select course_id, user_id, 'role' as basis
from holders
where is_staff
union all
select authors.course_id, authors.user_id, 'events' as basis
from authors
left join holders on authors.course_id = holders.course_id and authors.user_id = holders.user_id
where holders.user_id is null
