-- Moodle's tables of people are not read: a user is an id.
select
    user_id,
    min(source_file) as source_file,
    min(record_number) as record_number
from {{ ref('stg_moodle__judged_events') }}
where reject_reason is null
group by user_id
