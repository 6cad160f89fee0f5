-- What is not kept here leaves no trace: user names, addresses, agents, texts and answers are parsed over, not stored.
{{ config(
    materialized='table',
    pre_hook="{{ forget_unreadable_lines('edx', 'tracking') }}",
    post_hook="{{ keep_unreadable_lines('edx', 'tracking') }}",
) }}

{% set envelope_fields = {
    'time': 'string', 'timestamp': 'string', 'name': 'string', 'event_type': 'string', 'event_source': 'string',
    'event': 'string', 'data': 'string', 'username': 'string', 'page': 'string',
    'context': {
        'user_id': 'string', 'username': 'string', 'course_id': 'string', 'path': 'string', 'event_source': 'string',
        'module': {'usage_key': 'string', 'display_name': 'string'},
    },
} %}
{% set payload_fields = {
    'id': 'string', 'user_id': 'string', 'course_id': 'string', 'problem_id': 'string', 'problem': 'string',
    'module_id': 'string', 'component_usage_id': 'string', 'block_id': 'string', 'commentable_id': 'string',
    'currentTime': 'string', 'current_time': 'string', 'old_time': 'string', 'new_time': 'string', 'duration': 'string',
    'success': 'string', 'grade': 'string', 'max_grade': 'string', 'attempts': 'string', 'percent_grade': 'string',
} %}

-- Some log writers put a prefix before the object.
with lines as (
    select
        source_file,
        record_number,
        case
            when {{ without_blanks('line') }} is null then 'blank line'
            when {{ without_blanks('line') }} like '#%' then 'comment'
            when strpos(line, '{') = 0 then 'no JSON object'
        end as line_fault,
        {{ json_fields("substr(line, strpos(line, '{'))", envelope_fields) }} as envelope
    from {{ raw_table('edx', 'tracking') }}
),

-- The payload is an object, or a text that holds one; of anything else nothing is taken.
envelopes as (
    select
        source_file,
        record_number,
        coalesce(line_fault, case when envelope is null then 'not valid JSON' end) as line_fault,
        {{ without_blanks('coalesce(envelope.time, envelope.timestamp)') }} as time_text,
        coalesce({{ without_blanks('envelope.name') }}, {{ without_blanks('envelope.event_type') }}) as name,
        lower(coalesce(envelope.event_source, envelope.context.event_source)) as event_source,
        {{ without_blanks('envelope.context.user_id') }} as user_text,
        coalesce({{ without_blanks('envelope.username') }}, {{ without_blanks('envelope.context.username') }}) as username,
        {{ without_blanks('envelope.context.course_id') }} as course_text,
        {{ without_blanks('envelope.context.module.usage_key') }} as module_key,
        {{ without_blanks('envelope.context.module.display_name') }} as module_name,
        envelope.page,
        envelope.context.path as context_path,
        coalesce(envelope.event, envelope.data) as payload_text,
        {{ json_fields('coalesce(envelope.event, envelope.data)', payload_fields) }} as payload
    from lines
),

named as (
    select
        *,
        {{ parse_iso_time('time_text') }} as acted_at,
        name like '/%' as is_request,
        {{ first_match('name', '^/[^?#]*') }} as request_path,
        coalesce({{ matches('name', '(video|transcript)') }}, false) as is_video,
        {{ matches('name', '^edx[.](course[.]enrollment|certificate|grades|course[.]grade)[.]') }} as names_its_learner,
        case
            when {{ matches('payload.id', '^(ccx-)?block-v1:|^i4x') }} or {{ matches('name', '(video|transcript)') }}
                then {{ without_blanks('payload.id') }}
        end as payload_key
    from envelopes
),

-- The learner of an enrolment or a grade is whom the payload names: who acted may be staff or a task.
found as (
    select
        *,
        {{ edx_user_id('case when names_its_learner then payload.user_id end', 'user_text') }} as user_number,
        case
            when lower(username) <> 'anonymous' and not (names_its_learner and payload.user_id is not null)
                then username
        end as user_name,
        coalesce(
            payload_key,
            {{ without_blanks('payload.problem_id') }},
            {{ without_blanks('payload.problem') }},
            {{ without_blanks('payload.component_usage_id') }},
            {{ without_blanks('payload.block_id') }},
            {{ without_blanks('payload.module_id') }},
            module_key,
            {{ first_match('request_path', '/jump_to/(.+)', 1) }}
        ) as block_text,
        case
            when is_request then request_path
            when {{ matches('name', '^(page_close|book|textbook[.]|edx[.]ui[.]lms[.])') }} then page
        end as page_url
    from named
),

in_courses as (
    select
        *,
        coalesce(
            course_text,
            {{ without_blanks('payload.course_id') }},
            {{ edx_course_of_url('request_path') }},
            {{ edx_course_of_url('page') }},
            {{ edx_course_of_url('context_path') }},
            {{ edx_course_of_block('block_text') }}
        ) as course_id,
        {{ edx_page_path('page_url') }} as page_path
    from found
),

-- A section of the courseware is the block that its address names.
at_activities as (
    select
        *,
        coalesce(
            {{ edx_block('block_text', 'course_id', 'is_video') }},
            case when name like 'edx.forum.%' then {{ first_match('payload.commentable_id', '^[0-9A-Za-z_.:@+-]+$') }} end,
            {{ edx_page_activity('course_id', 'page_path') }}
        ) as activity_id,
        case
            when is_request then {{ edx_request_type('page_path', 'request_path') }}
            when {{ matches('name', '^[0-9A-Za-z_.: -]{1,100}$') }} then name
            when name is not null then 'unreadable_name'
        end as event_name,
        {{ parse_number('payload.grade') }} as points,
        {{ parse_number('payload.max_grade') }} as most_points,
        {{ parse_whole_number('payload.attempts') }} as attempts,
        {{ parse_number('payload.percent_grade') }} as percent_grade
    from in_courses
),

hashed as (
    select
        *,
        {{ pseudonym("'id:' || user_number") }} as user_id_hash,
        {{ pseudonym("'name:' || user_name") }} as username_hash
    from at_activities
),

judged as (
    select
        *,
        case
            when line_fault is not null then line_fault
            when time_text is null then 'no time'
            when acted_at is null then 'time is not a time'
            when not ({{ is_plausible_time('acted_at') }}) then 'time is outside the plausible range'
            when event_name is null then 'no event name'
            when user_id_hash is null and username_hash is null then 'no user'
        end as reject_reason
    from hashed
)

-- There is no event id: an event that is equal in all of these is the same one. The hashed user salts the hash.
select
    case
        when reject_reason is null
            then md5(concat_ws(
                chr(31),
                coalesce(user_id_hash, username_hash),
                {{ epoch_us('acted_at') }},
                coalesce(event_source, chr(30)),
                name,
                coalesce(course_id, chr(30)),
                coalesce(activity_id, chr(30)),
                coalesce(payload_text, chr(30))
            ))
    end as action_id,
    user_id_hash,
    username_hash,
    course_id,
    activity_id,
    case when activity_id = {{ edx_block('module_key', 'course_id', 'false') }} then module_name end as activity_name,
    case when event_source in ('browser', 'server', 'mobile', 'task') then event_source end as event_source,
    event_name,
    acted_at,
    payload.success as success,
    {{ edx_share('points', 'most_points') }} as score,
    case when attempts >= 1 then attempts end as attempt_number,
    {{ parse_number('coalesce(payload.old_time, payload.currentTime, payload.current_time)') }} as position_seconds,
    {{ parse_number('payload.new_time') }} as to_position_seconds,
    case when is_video then {{ parse_number('payload.duration') }} end as duration_seconds,
    case
        when percent_grade between 0 and 1 then percent_grade
        when percent_grade between 1 and 100 then percent_grade / 100
    end as course_grade,
    source_file,
    record_number,
    reject_reason,
    cast(null as string) as raw_text
from judged
