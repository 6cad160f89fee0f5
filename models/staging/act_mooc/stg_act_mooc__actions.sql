-- The files have no course and no kind of action; ACTIONID is the order among equal times.
select
    cast(action_id as string) as action_id,
    cast(user_id as string) as user_id,
    'act_mooc' as course_id,
    cast(target_id as string) as activity_id,
    'unlabelled' as action_type,
    {{ relative_time('acted_seconds') }} as acted_at,
    action_id as sequence,
    source_file,
    record_number
from {{ ref('base_act_mooc__mooc_actions') }}
where reject_reason is null
