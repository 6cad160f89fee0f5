-- Whoever may be anonymous or someone else is: what is no 0 there counts.
with typed as (
    {{ base_moodle('log', [
        {'name': 'id', 'kind': 'whole', 'is_required': true},
        {'name': 'component', 'kind': 'text', 'is_required': true, 'called': 'event name'},
        {'name': 'target', 'kind': 'text', 'is_required': true, 'called': 'event name'},
        {'name': 'action', 'kind': 'text', 'is_required': true, 'called': 'event name'},
        {'name': 'contextlevel', 'kind': 'whole'},
        {'name': 'contextinstanceid', 'kind': 'whole'},
        {'name': 'userid', 'kind': 'whole', 'is_required': true, 'called': 'user'},
        {'name': 'courseid', 'kind': 'whole'},
        {'name': 'relateduserid', 'kind': 'whole'},
        {'name': 'anonymous', 'kind': 'text'},
        {'name': 'timecreated', 'kind': 'unix', 'is_required': true, 'called': 'time'},
        {'name': 'origin', 'kind': 'text'},
        {'name': 'realuserid', 'kind': 'text'},
    ]) }}
)

select
    cast(id as string) as action_id,
    concat(component, '.', target, '_', action) as action_type,
    {{ unix_time('timecreated') }} as acted_at,
    id as sequence,
    case when not is_anonymous then userid end as actor_id,
    case when not is_anonymous then relateduserid end as related_user_id,
    case when courseid <> 0 then cast(courseid as string) end as course_id,
    case when contextlevel = 70 then cast(contextinstanceid as string) end as activity_id,
    case when component like 'mod_%' then substr(component, 5) end as activity_type,
    lower(origin) as origin,
    is_anonymous,
    coalesce(realuserid, '0') not in ('0', '0.0') as is_logged_in_as,
    source_file,
    record_number,
    reject_reason,
    raw_text
from (
    select *, coalesce(anonymous, '0') not in ('0', '0.0') as is_anonymous
    from typed
) as judged
