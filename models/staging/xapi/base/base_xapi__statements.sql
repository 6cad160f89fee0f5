-- What is not kept here leaves no trace: names, addresses, answers and texts are parsed over, not stored.
{% set video = 'https://w3id.org/xapi/video/extensions/' %}
{% set attempt = 'http://id.tincanapi.com/extension/attempt-id' %}
{% set statement_fields = {
    'id': 'string', 'timestamp': 'string', 'stored': 'string',
    'actor': {
        'objectType': 'string', 'mbox': 'string', 'mbox_sha1sum': 'string', 'openid': 'string',
        'account': {'name': 'string', 'homePage': 'string'},
    },
    'verb': {'id': 'string'},
    'object': {
        'id': 'string', 'objectType': 'string',
        'definition': {'type': 'string', 'name': 'string', 'extensions': {attempt: 'string'}},
    },
    'context': {
        'contextActivities': {'parent': 'string', 'grouping': 'string'},
        'extensions': {video ~ 'length': 'string'},
    },
    'result': {
        'success': 'string', 'duration': 'string',
        'score': {'scaled': 'string', 'raw': 'string', 'min': 'string', 'max': 'string'},
        'extensions': {video ~ 'time': 'string', video ~ 'time-from': 'string', video ~ 'time-to': 'string'},
    },
} %}

{% set account_parts = [
    "coalesce(parsed.said.actor.account.homepage, '')", present_id('parsed.said.actor.account.name')
] %}

-- Seconds of a video, given as a number or as an ISO 8601 duration.
{% set seconds = {} %}
{% for name, field in {
    'length': 'context.extensions."' ~ video ~ 'length"', 'time': 'result.extensions."' ~ video ~ 'time"',
    'time_from': 'result.extensions."' ~ video ~ 'time-from"', 'time_to': 'result.extensions."' ~ video ~ 'time-to"',
}.items() %}
    {% set value = 'parsed.said.' ~ field %}
    {% do seconds.update({name: 'coalesce(' ~ parse_number(value) ~ ', ' ~ iso_duration_seconds(value) ~ ')'}) %}
{% endfor %}

-- An address without what does not identify: a slash at its end, a fragment, and of what is asked of it all but ids of
-- things, since a session or a person may be named there too.
{% set things = [
    'activity', 'asset', 'assignment', 'block', 'book', 'chapter', 'cm', 'content', 'course', 'discussion', 'document',
    'exam', 'file', 'forum', 'item', 'lesson', 'media', 'module', 'node', 'object', 'package', 'page', 'post',
    'question', 'quiz', 'resource', 'sco', 'scorm', 'section', 'survey', 'test', 'thread', 'topic', 'unit', 'video',
] | join('|') %}
{% set parameter = '(?i)[?&](([dfpv]|id|[a-z_]*(' ~ things ~ ')[_-]?(id)?)=[^&#]+)' %}
{% set addresses = {} %}
{% for address in ['course_plain', 'object_plain'] %}
    {% set text %}
        nullif(concat_ws(
            '?',
            {{ first_match(address, '^([^?#]+?)/?([?#].*)?$', 1) }},
            {{ all_matches(address, parameter, 1, '&') }}
        ), '')
    {%- endset %}
    {% do addresses.update({address: text}) %}
{% endfor %}

-- The block key in an address, decoded, of an Open edX activity.
{% set block %}
    case
        when object_plain like '%block-v1:%'
            then replace({{ first_match('object_plain', '(ccx-)?block-v1:[^/?#]+') }}, ' ', '+')
    end
{%- endset %}

-- The course key in the address, decoded, of an Open edX course, else the address itself with what identifies it.
{% set course %}
    coalesce(
        case
            when course_plain like '%-v1:%'
                then replace({{ first_match('course_plain', '(^|/courses?/)([a-z]+-v1:[^/?#]+)', 2) }}, ' ', '+')
        end,
        {{ first_match('course_plain', '/courses?/([^/?#+]+[+][^/?#]+)', 1) }},
        {{ first_match('course_plain', '/courses?/([^/+?#]+/[^/+?#]+/[^/+?#]+)/?$', 1) }},
        {{ addresses.course_plain }}
    )
{%- endset %}

-- The block key of an Open edX activity, else its address, decoded, with what identifies it. Addresses that may name a
-- person, as those of profiles and mailboxes, give none.
{% set person = '^mailto:|(^|[/?=&])@|[^/@?&=]@[^/@?&=]+[.][A-Za-z]|/(u|users?|profiles?|accounts?)/' %}
{% set activity %}
    case
        when object_plain like '%block-v1:%' then {{ block }}
        when object_plain like '%/xblock/%' then {{ first_match('object_plain', '/xblock/([^/?#]+)', 1) }}
        when {{ matches('object_plain', '^[A-Za-z][A-Za-z0-9+.-]*:[^?# ]+') }}
            and not {{ matches('object_plain', person) }}
            then {{ addresses.object_plain }}
    end
{%- endset %}

-- Some log writers put a prefix before the object.
with lines as (
    select
        source_file,
        record_number,
        case
            when {{ without_blanks('line') }} is null then 'blank line'
            when {{ without_blanks('line') }} like '#%' then 'comment'
            when strpos(line, '{') = 0 and {{ json_list('line') }} is null then 'no JSON object'
        end as line_fault,
        substr(line, strpos(line, '{')) as object_text,
        {{ json_list('line') }} as array_items,
        {{ json_fields(
            "case when line like '%\"statements\"%' then substr(line, strpos(line, '{')) end", {'statements': 'string'}
        ) }} as batch
    from {{ raw_table('xapi', 'statements') }}
),

batches as (
    select
        lines.source_file,
        lines.record_number,
        lines.line_fault,
        lines.object_text,
        coalesce(lines.array_items, {{ json_list('lines.batch.statements') }}) as items
    from lines
),

-- A line without a statement is a row too.
numbered as (
    select
        *,
        {{ unnest_range(1, 'greatest(coalesce(' ~ list_length('items') ~ ', 1), 1)') }} as statement_number
    from batches
),

texts as (
    select
        source_file,
        record_number,
        statement_number,
        coalesce(line_fault, case when {{ list_length('items') }} = 0 then 'empty batch' end) as line_fault,
        case when items is null then object_text else {{ list_item('items', 'statement_number') }} end as statement_text
    from numbered
),

-- Learning Locker wraps a statement, and writes the points in its names as &46; .
unwrapped as (
    select
        source_file,
        record_number,
        statement_number,
        line_fault,
        case
            when statement_text like '%"statement"%'
                then coalesce(
                        replace({{ json_fields('statement_text', {'statement': 'string'}) }}.statement, '&46;', '.'),
                        statement_text
                    )
            else statement_text
        end as statement_text
    from texts
),

parsed as (
    select
        *,
        {{ json_fields("case when statement_text like '{%' then statement_text end", statement_fields) }} as said
    from unwrapped
),

-- An address may be given in the clear or as its SHA-1: both are the same person.
statements as (
    select
        parsed.source_file,
        parsed.record_number,
        parsed.statement_number,
        parsed.statement_text,
        coalesce(
            parsed.line_fault,
            case when parsed.said is null then 'not valid JSON' end
        ) as line_fault,
        lower({{ present_id('parsed.said.id') }}) as statement_id,
        coalesce(
            {{ present_text('parsed.said.timestamp') }},
            {{ present_text('parsed.said.stored') }}
        ) as time_text,
        parsed.said.actor.objecttype = 'Group' as is_group,
        case
            when lower({{ present_id('parsed.said.actor.account.name') }}) <> 'anonymous'
                then concat('account:', {{ account_parts | join(", ' ', ") }})
            when {{ present_text('parsed.said.actor.mbox') }} is not null
                then 'sha1:' || sha1({{ present_text('parsed.said.actor.mbox') }})
            when {{ present_text('parsed.said.actor.mbox_sha1sum') }} is not null
                then 'sha1:' || lower({{ present_text('parsed.said.actor.mbox_sha1sum') }})
            else 'openid:' || {{ present_text('parsed.said.actor.openid') }}
        end as actor,
        {{ first_match(without_blanks('parsed.said.verb.id'), '([^/#]+)/?$', 1) }} as verb,
        {{ without_blanks('parsed.said.object.id') }} as object_id,
        parsed.said.object.objecttype as object_type,
        {{ first_match('parsed.said.object.definition.type', '([^/]+)/?$', 1) }} as activity_type,
        {{ first_json_text('parsed.said.object.definition.name') }} as name_text,
        parsed.said.context.contextactivities.parent as parents,
        parsed.said.context.contextactivities.grouping as groupings,
        {{ parse_whole_number('parsed.said.object.definition.extensions."' ~ attempt ~ '"') }} as attempts,
        {{ seconds.length }} as length_seconds,
        coalesce(
            {{ seconds.time_from }},
            {{ seconds.time }}
        ) as position_seconds,
        {{ seconds.time_to }} as to_position_seconds,
        {{ iso_duration_seconds('parsed.said.result.duration') }} as duration_seconds,
        parsed.said.result.success as success_text,
        {{ parse_number('parsed.said.result.score.scaled') }} as scaled,
        {{ parse_number('parsed.said.result.score.raw') }} as points,
        {{ parse_number('parsed.said.result.score.min') }} as least_points,
        {{ parse_number('parsed.said.result.score.max') }} as most_points
    from parsed
),

-- A part of a problem is the problem's.
addressed as (
    select
        statements.*,
        coalesce(
            {{ first_activity_id('statements.parents', 'course') }},
            {{ first_activity_id('statements.groupings', 'course') }},
            case when statements.activity_type = 'course' then statements.object_id end
        ) as course_address,
        coalesce(
            {{ first_activity_id('statements.parents', 'activities/cmi.interaction') }},
            {{ first_activity_id('statements.groupings', 'activities/cmi.interaction') }}
        ) as whole_problem_id
    from statements
),

decoded as (
    select
        addressed.*,
        {{ percent_decoded('addressed.course_address') }} as course_plain,
        {{ percent_decoded('coalesce(addressed.whole_problem_id, addressed.object_id)') }} as object_plain,
        {{ parse_logged_time('addressed.time_text') }} as acted_at,
        {{ pseudonym('case when addressed.is_group is not true then addressed.actor end') }} as user_id,
        addressed.verb = 'voided' and addressed.object_type = 'StatementRef' as is_voiding
    from addressed
)

-- A statement without id is known by its text; the hashed user salts the hash.
select
    case
        when user_id is not null
            then coalesce(statement_id, {{ hash_key(['user_id', 'statement_text']) }})
    end as action_id,
    user_id,
    coalesce({{ course }}, {{ edx_course_of_block(block) }}) as course_id,
    case
        when activity_type <> 'course' or activity_type is null then {{ activity }}
    end as activity_id,
    case
        when activity_type <> 'discussion' then {{ present_text('name_text') }}
    end as activity_name,
    case when {{ matches('activity_type', '^[0-9A-Za-z_.-]{1,60}$') }} then activity_type end as activity_type,
    case when {{ matches('verb', '^[0-9A-Za-z_.-]{1,60}$') }} then verb else 'unreadable_verb' end as verb,
    coalesce(whole_problem_id is not null and object_type <> 'GroupActivity', false) as is_part,
    acted_at,
    case success_text when 'true' then true when 'false' then false end as is_correct,
    -- Points lie between two bounds, of which the lower is 0 where not given.
    case
        when scaled between 0 and 1 then scaled
        when scaled is null
            then {{ share_of('points - coalesce(least_points, 0)', 'most_points - coalesce(least_points, 0)') }}
    end as score,
    case when attempts >= 1 then attempts end as attempt_number,
    position_seconds,
    to_position_seconds,
    length_seconds,
    duration_seconds,
    statement_id,
    case when is_voiding then lower(object_id) end as voided_statement_id,
    source_file,
    record_number,
    statement_number,
    case
        when line_fault is not null then line_fault
        when is_voiding then 'voids another statement'
        when time_text is null then 'no time'
        when acted_at is null then 'time is not a time'
        when not ({{ is_plausible_time('acted_at') }}) then 'time is outside the plausible range'
        when verb is null then 'no verb'
        when user_id is null then 'no user'
    end as reject_reason,
    cast(null as string) as raw_text
from decoded
