with typed as (
    select
        {{ parse_whole_number('actionid') }} as action_id,
        {{ parse_number('feature0') }} as feature_0,
        {{ parse_number('feature1') }} as feature_1,
        {{ parse_number('feature2') }} as feature_2,
        {{ parse_number('feature3') }} as feature_3,
        source_file,
        record_number,
        concat_ws(chr(9), actionid, feature0, feature1, feature2, feature3) as raw_text
    from {{ raw_table('act_mooc', 'mooc_action_features') }}
),

judged as (
    select
        *,
        case
            when action_id is null or action_id < 0 then 'ACTIONID is not a whole number from 0 up'
            when feature_0 is null or feature_1 is null or feature_2 is null or feature_3 is null
                then 'a FEATURE is not a number'
        end as reject_reason
    from typed
)

select
    action_id,
    feature_0,
    feature_1,
    feature_2,
    feature_3,
    source_file,
    record_number,
    reject_reason,
    case when reject_reason is not null then raw_text end as raw_text
from judged
