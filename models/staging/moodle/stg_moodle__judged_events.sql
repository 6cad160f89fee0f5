select
    events.table_name,
    events.action_id,
    events.action_type,
    events.acted_at,
    events.sequence,
    events.user_id,
    events.course_id,
    events.activity_id,
    events.activity_type,
    events.source_file,
    events.record_number,
    case
        when events.reject_reason is not null then events.reject_reason
        when staff.user_id is not null then 'user is staff'
    end as reject_reason
from {{ ref('stg_moodle__events') }} as events
left join {{ ref('stg_moodle__staff') }} as staff
    on events.course_id = staff.course_id and events.user_id = staff.user_id
