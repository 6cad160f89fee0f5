-- A table: several models read it.
{{ config(materialized='table') }}

-- Some events bear a user's name alone. Where the logs give that name one id, the user is that id's.
with usernames as (
    select username_hash, min(user_id_hash) as user_id
    from {{ ref('base_edx__tracking') }}
    where reject_reason is null and username_hash is not null and user_id_hash is not null
    group by username_hash
    having count(distinct user_id_hash) = 1
),

-- Until 15 July 2013 the server wrote each answer twice.
repeated_answers as (
    select distinct action_id
    from (
        select
            action_id,
            first_value(action_id) over (
                partition by coalesce(user_id_hash, username_hash), course_id, activity_id, attempt_number
                order by acted_at, action_id
            ) as first_action_id
        from {{ ref('base_edx__tracking') }}
        where reject_reason is null
            and event_name = 'save_problem_check'
            and attempt_number is not null
            and acted_at < timestamp '2013-07-15 00:00:00'
    ) as answers
    where action_id <> first_action_id
)

-- The browser reports an answer too, but only the server knows what it was worth.
select
    events.action_id,
    coalesce(events.user_id_hash, usernames.user_id, events.username_hash) as user_id,
    events.course_id,
    events.activity_id,
    events.activity_name,
    case
        when repeated_answers.action_id is not null then 'repeated_problem_check'
        when events.event_name = 'problem_check' and events.event_source = 'browser' then 'browser_problem_check'
        else events.event_name
    end as action_type,
    events.acted_at,
    events.is_correct,
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
left join repeated_answers on events.action_id = repeated_answers.action_id
where events.reject_reason is null
