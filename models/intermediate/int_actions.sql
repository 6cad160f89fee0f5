{{ config(pre_hook="{{ find_changed_learners(hashed_learners(ref('int_kept_actions'))) }}") }}

select
    {{ hash_key(['source_name', 'action_id']) }} as action_key,
    *
from {{ ref('int_kept_actions') }}
{% if is_incremental() %}where {{ is_changed_learner() }}{% endif %}
