-- A table: several models read it.
{{ config(materialized='table') }}

-- Some events bear a user's name alone. Where the logs give that name one id, the user is that id's.
with usernames as (
    select username_hash, min(user_id_hash) as user_id
    from {{ ref('base_edx__tracking') }}
    where reject_reason is null and username_hash is not null and user_id_hash is not null
    group by username_hash
    having count(distinct user_id_hash) = 1
)

-- The browser reports an answer too, but only the server knows what it was worth.
select
    events.action_id,
    coalesce(events.user_id_hash, usernames.user_id, events.username_hash) as user_id,
    events.course_id,
    events.activity_id,
    events.activity_name,
    case
        when events.event_name = 'problem_check' and events.event_source = 'browser' then 'browser_problem_check'
        else events.event_name
    end as action_type,
    events.acted_at,
    events.success,
    events.score,
    events.attempt_number,
    events.position_seconds,
    events.to_position_seconds,
    events.duration_seconds,
    events.course_grade,
    events.source_file,
    events.record_number
from {{ ref('base_edx__tracking') }} as events
left join usernames on events.username_hash = usernames.username_hash
where events.reject_reason is null
