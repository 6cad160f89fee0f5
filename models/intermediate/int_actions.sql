{{ config(pre_hook="{{ find_changed_learners(hashed_learners(ref('int_kept_actions'))) }}") }}

select
    {{ hash_key(['source_name', 'action_id']) }} as action_key,
    source_name,
    action_id,
    user_id,
    course_id,
    activity_id,
    action_type,
    action_category,
    action_subcategory,
    is_engagement,
    is_known_action_type,
    action_count,
    acted_at,
    sequence,
    is_correct,
    score,
    attempt_number,
    position_seconds,
    to_position_seconds,
    source_file
from {{ ref('int_kept_actions') }}
where {{ is_changed_learner() }}
