{{ config(enabled='act_mooc' in var('sources')) }}

-- Users with a label on an action after which they act again, or with more than one label.
with ranked as (
    select
        user_id,
        action_id,
        is_last_before_dropout,
        row_number() over (partition by user_id order by acted_seconds desc, action_id desc) as place_from_end
    from {{ ref('stg_act_mooc__labelled_actions') }}
)

select user_id
from ranked
where is_last_before_dropout
group by user_id
having count(*) > 1 or max(place_from_end) > 1
