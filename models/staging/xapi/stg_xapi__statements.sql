-- A table: several models read it.
{{ config(materialized='table') }}

-- A line may hold many statements: each is a raw row, and they are numbered within the file.
with numbered as (
    select
        *,
        row_number() over (
            partition by source_file order by record_number, coalesce(statement_number, 1)
        ) as statement_record_number
    from {{ ref('base_xapi__statements') }}
),

-- What is voided may come before or after what voids it, in any file.
voided as (
    select distinct voided_statement_id
    from {{ ref('base_xapi__statements') }}
    where voided_statement_id is not null
),

judged as (
    select
        numbered.*,
        coalesce(
            numbered.reject_reason,
            case when voided.voided_statement_id is not null then 'voided by another statement' end
        ) as final_reject_reason
    from numbered
    left join voided on numbered.statement_id = voided.voided_statement_id
),

enrolments as (
    select action_id, user_id, course_id, min(verb) as verb, min(acted_at) as acted_at
    from judged
    where final_reject_reason is null and verb in ('registered', 'unregistered')
    group by action_id, user_id, course_id
),

-- Who registers while registered changes the mode of the enrolment.
mode_changes as (
    select distinct action_id
    from (
        select
            action_id,
            verb,
            lag(verb) over (partition by user_id, course_id order by acted_at, action_id) as previous_verb
        from enrolments
    ) as ordered
    where verb = 'registered' and previous_verb = 'registered'
),

action_types as (
    select action_type, action_subcategory
    from {{ ref('action_types') }}
    where source_name = 'xapi'
),

-- The word is the verb with the kind of object, where the seed knows the two together, else the verb alone. Who passes
-- a quiz has not passed the course.
worded as (
    select
        judged.*,
        case
            when judged.is_part and judged.verb = 'evaluated' then 'evaluated part'
            when judged.verb = 'passed' and judged.activity_type <> 'course' then 'passed activity'
            when mode_changes.action_id is not null then 'registered again'
            else coalesce(pairs.action_type, judged.verb)
        end as action_type
    from judged
    left join mode_changes
        on judged.action_id = mode_changes.action_id and judged.final_reject_reason is null
    left join action_types as pairs on judged.verb || ' ' || judged.activity_type = pairs.action_type
)

select
    worded.action_id,
    worded.user_id,
    worded.course_id,
    worded.activity_id,
    worded.activity_name,
    worded.activity_type,
    worded.action_type,
    coalesce(action_types.action_subcategory = 'submit', false) as is_submit,
    worded.acted_at,
    worded.is_correct,
    worded.score,
    worded.attempt_number,
    worded.position_seconds,
    worded.to_position_seconds,
    worded.length_seconds,
    worded.source_file,
    worded.statement_record_number as record_number,
    worded.final_reject_reason as reject_reason,
    worded.raw_text
from worded
left join action_types on worded.action_type = action_types.action_type
