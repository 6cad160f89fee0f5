-- The files have no course and no kind of action; ACTIONID is the order among equal times.
select
    cast(action_id as string) as action_id,
    cast(user_id as string) as user_id,
    'act_mooc' as course_id,
    cast(target_id as string) as activity_id,
    'unlabelled' as action_type,
    {{ relative_time('acted_seconds') }} as acted_at,
    cast(1 as bigint) as action_count,
    action_id as sequence,
    cast(null as boolean) as is_correct,
    cast(null as double) as score,
    cast(null as bigint) as attempt_number,
    cast(null as double) as position_seconds,
    cast(null as double) as to_position_seconds,
    source_file,
    record_number
from {{ ref('base_act_mooc__mooc_actions') }}
where reject_reason is null
