{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='fail',
    pre_hook="{{ find_changed_learners(hashed_learners(ref('int_kept_actions'))) }}",
    post_hook="{{ remember_learners() }}",
) }}

select
    {{ hash_key(['source_name', 'action_id']) }} as action_key,
    *
from {{ ref('int_kept_actions') }}
{% if is_incremental() %}where {{ is_changed_learner() }}{% endif %}
