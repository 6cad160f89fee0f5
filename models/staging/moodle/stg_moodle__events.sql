-- A table: several models read it.
{{ config(materialized='table') }}

{% set columns = [
    'action_id', 'action_type', 'acted_at', 'sequence', 'actor_id', 'related_user_id', 'course_id', 'activity_id',
    'activity_type', 'origin', 'is_anonymous', 'is_logged_in_as', 'source_file', 'record_number', 'reject_reason',
] %}

-- The action type that stands for events of plugins which the seed action_types does not know by name; the longest
-- pattern first.
{% set patterns = [
    ('mod_%.course_module_instance_list_viewed', 'mod_*.course_module_instance_list_viewed'),
    ('mod_%.course_module_viewed', 'mod_*.course_module_viewed'),
    ('tool_%.%', 'tool_*'),
    ('logstore_%.%', 'tool_*'),
    ('block_%.%', 'tool_*'),
    ('local_%.%', 'tool_*'),
    ('auth_%.%', 'tool_*'),
    ('enrol_%.%', 'tool_*'),
    ('%.user_override_created', '*_override_*'),
    ('%.group_override_created', '*_override_*'),
    ('%.user_override_updated', '*_override_*'),
    ('%.group_override_updated', '*_override_*'),
    ('%.user_override_deleted', '*_override_*'),
    ('%.group_override_deleted', '*_override_*'),
    ('report_%.%', 'report_*'),
    ('gradereport_%.%', 'report_*'),
    ('quizaccess_%.%', 'report_*'),
] %}

with both_forms as (
    select 'log' as table_name, {{ columns | join(', ') }}, cast(null as string) as learner_name_hash
    from {{ ref('base_moodle__log') }}
    union all
    select 'report' as table_name, {{ columns | join(', ') }}, learner_name_hash
    from {{ ref('base_moodle__report') }}
),

-- Some sentences name no user. Where the reports give a user's name one id, the user is that id's.
named_users as (
    select learner_name_hash, min(named_user_id) as user_id
    from {{ ref('base_moodle__report') }}
    where named_user_id > 0
    group by learner_name_hash
    having min(named_user_id) = max(named_user_id)
),

event_kinds as (
    select action_type, max(related_user_position) as related_user_position, bool_or(is_staff_event) as is_staff_event
    from {{ ref('moodle_events') }}
    group by action_type
),

action_types as (
    select action_type, is_engagement
    from {{ ref('action_types') }}
    where source_name = 'moodle'
),

named as (
    select
        both_forms.*,
        case
            when known.action_type is null
                then case
                        {% for pattern, action_type in patterns %}
                            when both_forms.action_type like '{{ pattern }}' then '{{ action_type }}'
                        {% endfor %}
                        else both_forms.action_type
                    end
            else both_forms.action_type
        end as resolved_action_type
    from both_forms
    left join action_types as known on both_forms.action_type = known.action_type
),

-- The learner is often not who acted: a teacher grades, a task enrols. What a task does as someone is nobody's act.
attributed as (
    select
        named.*,
        coalesce(action_types.is_engagement, true) as is_engagement,
        coalesce(event_kinds.is_staff_event, false) as is_staff_event,
        event_kinds.related_user_position is null as is_learner_the_actor,
        coalesce(
            case
                when event_kinds.related_user_position is null then named.actor_id
                else named.related_user_id
            end,
            named_users.user_id
        ) as learner_id
    from named
    left join action_types on named.resolved_action_type = action_types.action_type
    left join event_kinds on named.resolved_action_type = event_kinds.action_type
    left join named_users on named.learner_name_hash = named_users.learner_name_hash
)

select
    table_name,
    action_id,
    resolved_action_type as action_type,
    acted_at,
    sequence,
    cast(learner_id as string) as user_id,
    course_id,
    activity_id,
    activity_type,
    case
        when is_staff_event and actor_id > 0 and not is_logged_in_as and coalesce(origin, '') not in ('cli', 'restore')
            then cast(actor_id as string)
    end as author_id,
    source_file,
    record_number,
    case
        when reject_reason is not null then reject_reason
        when is_anonymous then 'anonymous'
        when is_logged_in_as then 'done by someone logged in as the user'
        when course_id is null or course_id = '{{ var("moodle_site_course_id") }}' then 'outside any course'
        when origin in ('cli', 'restore') and (is_engagement or is_learner_the_actor)
            then 'done by a task, no learner at work'
        when learner_id is null and learner_name_hash is not null then 'named only'
        when learner_id is null or learner_id <= 0 then 'no user'
        when learner_id = {{ var('moodle_guest_user_id') }} then 'user is the guest account'
    end as reject_reason
from attributed
