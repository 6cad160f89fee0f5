-- An ACTIONID stands up to four times in the labels file, 79 of them with both labels, and 15,116 never stand there:
-- those rows bear the id of the last action with the same user and time. So the highest label of an id counts, and an
-- action without one has 0. A plain join on ACTIONID gives the same row count and is wrong.
with labels as (
    select action_id, max(label) as label
    from {{ ref('base_act_mooc__mooc_action_labels') }}
    where reject_reason is null
    group by action_id
)

select
    actions.action_id,
    actions.user_id,
    actions.target_id,
    actions.acted_seconds,
    coalesce(labels.label, 0) = 1 as is_last_before_dropout,
    actions.source_file,
    actions.record_number
from {{ ref('base_act_mooc__mooc_actions') }} as actions
left join labels on actions.action_id = labels.action_id
where actions.reject_reason is null
