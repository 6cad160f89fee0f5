{{ config(enabled='act_mooc' in var('sources')) }}

-- Actions that the join with the labels lost, or made.
select coalesce(actions.action_id, labelled.action_id) as action_id
from {{ ref('base_act_mooc__mooc_actions') }} as actions
full outer join {{ ref('stg_act_mooc__labelled_actions') }} as labelled
    on actions.action_id = labelled.action_id
where actions.reject_reason is null
    and (actions.action_id is null or labelled.action_id is null)
