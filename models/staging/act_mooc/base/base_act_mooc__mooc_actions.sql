{% set origin = "timestamp '" ~ var('relative_time_origin') ~ "'" %}
{% set plausible_to = "timestamp '" ~ var('plausible_to') ~ "'" %}

with typed as (
    select
        {{ parse_whole_number('actionid') }} as action_id,
        {{ parse_whole_number('userid') }} as user_id,
        {{ parse_whole_number('targetid') }} as target_id,
        {{ parse_whole_number('timestamp') }} as acted_seconds,
        source_file,
        record_number,
        concat_ws(chr(9), actionid, userid, targetid, timestamp) as raw_text
    from {{ raw_table('act_mooc', 'mooc_actions') }}
),

judged as (
    select
        *,
        case
            when action_id is null or action_id < 0 then 'ACTIONID is not a whole number from 0 up'
            when user_id is null or user_id < 0 then 'USERID is not a whole number from 0 up'
            when target_id is null or target_id < 0 then 'TARGETID is not a whole number from 0 up'
            when acted_seconds is null then 'TIMESTAMP is not a whole number of seconds'
            when acted_seconds < 0 then 'TIMESTAMP is negative'
            when acted_seconds >= ({{ epoch_us(plausible_to) }} - {{ epoch_us(origin) }}) / 1000000
                then 'TIMESTAMP is outside the plausible range'
        end as reject_reason
    from typed
)

select
    action_id,
    user_id,
    target_id,
    acted_seconds,
    source_file,
    record_number,
    reject_reason,
    case when reject_reason is not null then raw_text end as raw_text
from judged
