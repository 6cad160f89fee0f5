with typed as (
    select
        {{ parse_whole_number('actionid') }} as action_id,
        {{ parse_whole_number('label') }} as label,
        source_file,
        record_number,
        concat_ws(chr(9), actionid, label) as raw_text
    from {{ raw_table('act_mooc', 'mooc_action_labels') }}
),

judged as (
    select
        *,
        case
            when action_id is null or action_id < 0 then 'ACTIONID is not a whole number from 0 up'
            when label is null or label not in (0, 1) then 'LABEL is not 0 or 1'
        end as reject_reason
    from typed
)

select
    action_id,
    label,
    source_file,
    record_number,
    reject_reason,
    case when reject_reason is not null then raw_text end as raw_text
from judged
