-- What is not kept here leaves no trace: user names, addresses, agents, texts and answers are parsed over, not stored.
{% set envelope_fields = {
    'time': 'string', 'timestamp': 'string', 'name': 'string', 'event_type': 'string', 'event_source': 'string',
    'event': 'string', 'data': 'string', 'username': 'string', 'page': 'string',
    'context': {
        'user_id': 'string', 'username': 'string', 'course_id': 'string', 'path': 'string', 'event_source': 'string',
        'module': {'usage_key': 'string', 'display_name': 'string'},
    },
} %}
{% set payload_fields = {
    'id': 'string', 'user_id': 'string', 'attempt_user_id': 'string', 'course_id': 'string', 'problem_id': 'string', 'problem': 'string',
    'module_id': 'string', 'component_usage_id': 'string', 'block_id': 'string', 'commentable_id': 'string',
    'exam_content_id': 'string', 'target_url': 'string',
    'currentTime': 'string', 'current_time': 'string', 'old_time': 'string', 'new_time': 'string', 'duration': 'string',
    'success': 'string', 'grade': 'string', 'max_grade': 'string', 'attempts': 'string', 'percent_grade': 'string',
} %}
{% set input_name = '(^|[&"])input_([^=&"]+?)_[0-9]+_[0-9]+(_[a-z]+)*(\\[\\]|%5[Bb]%5[Dd])?=' %}
{% set learner_events = '^edx[.](course[.](enrollment|grade)|certificate|grades|cohort[.]user|team[.]learner|badge)' %}
{% set course_events = '^edx[.](course[.](enrollment|grade)|certificate|grades[.]course)[.]' %}
-- The course key in an address or its path, after /courses/: with plus signs anywhere, with slashes only at the path's
-- start.
{% set course_in_url = '/courses?/([a-z]+-v1:[^/?#]+|[^/?#+]+[+][^/?#]+)' %}
{% set slashed_course_in_url = '^(https?://[^/]+)?/courses/([^/+?#]+/[^/+?#]+/[^/+?#]+)' %}
-- The path below the course in an address of a course's page.
{% set page_of_course =
    '^(https?://[^/]+)?/courses/([a-z]+-v1:[^/?#]*|[^/?#]*[+][^/?#]*|[^/+?#]+/[^/+?#]+/[^/+?#]+)(/[^?#]*)?' %}
-- The word for a request, by its path below the course (null outside of courses) or else its whole path: the longer
-- pattern first. Requests that are no page, such as static files, handlers and the heartbeat, share one word.
{% set forum_writes = [
    'create', 'update', 'delete', 'reply', 'upvote', 'downvote', 'unvote', 'endorse', 'flagAbuse', 'unFlagAbuse',
    'follow', 'unfollow', 'pin', 'unpin', 'close', 'openclose',
] | join('|') %}
{% set request_type %}
    case
        {% for path, pattern, word in [
            ('page_path', '^/discussion/.+/(' ~ forum_writes ~ ')/?$', 'discussion_request'),
            ('page_path', '/handler/', 'server_request'),
            ('page_path', '^/(progress|info|about|syllabus)?/?$', 'course_page'),
            ('page_path', '^/(courseware|jump_to)', 'courseware_page'),
            ('page_path', '^/discussion', 'discussion_page'),
            ('page_path', '^/instructor', 'instructor_page'),
            ('page_path', '^/(pdfbook|book)', 'textbook_page'),
            ('page_path', '^/wiki', 'wiki_page'),
            ('request_path', '^/login', 'login_page'),
            ('request_path', '^/logout', 'logout_page'),
        ] %}
            when {{ matches(path, pattern) }} then '{{ word }}'
        {% endfor %}
        else 'server_request'
    end
{% endset %}
{% set identifying_fields = ['id', 'user_id', 'attempt_user_id', 'course_id', 'commentable_id'] %}

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
        lines.source_file,
        lines.record_number,
        coalesce(lines.line_fault, case when lines.envelope is null then 'not valid JSON' end) as line_fault,
        {{ without_blanks('coalesce(lines.envelope.time, lines.envelope.timestamp)') }} as time_text,
        coalesce(
            {{ without_blanks('lines.envelope.name') }},
            {{ without_blanks('lines.envelope.event_type') }}
        ) as raw_name,
        lower(coalesce(lines.envelope.event_source, lines.envelope.context.event_source)) as event_source,
        {{ present_id('lines.envelope.context.user_id') }} as user_text,
        coalesce(
            {{ present_text('lines.envelope.username') }},
            {{ present_text('lines.envelope.context.username') }}
        ) as username,
        {{ present_id('lines.envelope.context.course_id') }} as course_text,
        {{ without_blanks('lines.envelope.context.module.usage_key') }} as module_key,
        {{ present_text('lines.envelope.context.module.display_name') }} as module_name,
        lines.envelope.page as page_text,
        lines.envelope.context.path as context_path,
        coalesce(lines.envelope.event, lines.envelope.data) as payload_text,
        {{ json_fields('coalesce(lines.envelope.event, lines.envelope.data)', payload_fields) }} as payload
    from lines
),

events as (
    select
        envelopes.source_file,
        envelopes.record_number,
        envelopes.line_fault,
        envelopes.time_text,
        envelopes.raw_name,
        envelopes.event_source,
        envelopes.user_text,
        envelopes.username,
        envelopes.course_text,
        envelopes.module_key,
        envelopes.module_name,
        envelopes.page_text,
        envelopes.context_path,
        {% for field in payload_fields %}
            {% set value = 'envelopes.payload.' ~ field %}
            {{ present_id(value) if field in identifying_fields else without_blanks(value) }}
                as payload_{{ field | lower }},
        {% endfor %}
        envelopes.payload_text
    from envelopes
),

named as (
    select
        *,
        {{ parse_logged_time('time_text') }} as acted_at,
        raw_name like '/%' as is_request,
        {{ first_match('raw_name', '^/[^?#]*') }} as request_path,
        coalesce({{ matches('raw_name', '(video|transcript)') }}, false) as is_video,
        coalesce(
            payload_attempt_user_id,
            case
                when raw_name like 'edx.%'
                    and {{ matches('raw_name', learner_events) }}
                    then payload_user_id
            end
        ) as learner_text,
        raw_name like 'edx.%'
        and {{ matches('raw_name', course_events) }} as is_of_course,
        case
            when raw_name like 'problem%'
                then {{ first_match('payload_text', input_name, 2) }}
        end as input_id,
        case
            when {{ matches('payload_id', '^(ccx-)?block-v1(:|%3[Aa])|^i4x') }}
                or {{ matches('raw_name', '(video|transcript)') }}
                then payload_id
        end as payload_key
    from events
),

-- The learner of an enrolment or a grade is whom the payload names: who acted may be staff or a task.
found as (
    select
        *,
        coalesce(learner_text, user_text) as user_number,
        case when lower(username) <> 'anonymous' and learner_text is null then username end as user_name,
        case
            when is_of_course is not true
                then coalesce(
                        payload_key,
                        payload_problem_id,
                        payload_problem,
                        payload_component_usage_id,
                        payload_exam_content_id,
                        payload_block_id,
                        payload_module_id,
                        module_key,
                        {{ first_match('coalesce(payload_target_url, request_path)', '/jump_to/(.+)', 1) }},
                        input_id
                    )
        end as block_text,
        coalesce(course_text, payload_course_id) as stated_course,
        case when is_video then 'video' when input_id is not null then 'problem' end as bare_type,
        case
            when is_request then request_path
            when {{ matches('raw_name', '^(page_close|book|textbook[.]|edx[.]ui[.]lms[.])') }} then page_text
        end as page_url
    from named
),

in_courses as (
    select
        *,
        coalesce(
            {{ edx_key('stated_course') }},
            {% for url in ['request_path', 'page_text', 'context_path'] %}
                case
                    when {{ url }} like '%/course%'
                        then coalesce(
                                replace({{ first_match(percent_decoded(url), course_in_url, 1) }}, ' ', '+'),
                                {{ first_match(percent_decoded(url), slashed_course_in_url, 2) }}
                            )
                end,
            {% endfor %}
            {{ edx_course_of_block(edx_key('block_text')) }}
        ) as course_id,
        {{ edx_key('block_text') }} as block_key,
        coalesce(
            {% for url in ['payload_target_url', 'page_url'] %}
                case
                    when {{ url }} like '%/courses/%' and {{ matches(percent_decoded(url), page_of_course) }}
                        then coalesce({{ first_match(percent_decoded(url), page_of_course, 3) }}, '/')
                end
                {%- if not loop.last %},{% endif %}
            {% endfor %}
        ) as page_path
    from found
),

-- A section of the courseware is the block that its address names.
at_activities as (
    select
        *,
        coalesce(
            {{ edx_block('block_key', 'course_id', 'bare_type') }},
            case
                when raw_name like 'edx.forum.%'
                    then {{ first_match('payload_commentable_id', '^[\\pL\\pM\\pN_~.:@+%-]+$') }}
            end,
            {{ edx_page_activity('course_id', 'page_path') }}
        ) as activity_id,
        case
            when is_request then {{ request_type }}
            when {{ matches('raw_name', '^[0-9A-Za-z_.: -]{1,100}$') }} then raw_name
            when raw_name is not null then 'unreadable_name'
        end as event_name,
        {{ parse_number('payload_grade') }} as points,
        {{ parse_number('payload_max_grade') }} as most_points,
        {{ parse_whole_number('payload_attempts') }} as attempts,
        {{ parse_number('payload_percent_grade') }} as percent_grade
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
            then {{ hash_key([
                'coalesce(user_id_hash, username_hash)', epoch_us('acted_at'), "coalesce(event_source, '')", 'raw_name',
                "coalesce(course_id, '')", "coalesce(activity_id, '')", "coalesce(payload_text, '')",
            ]) }}
    end as action_id,
    user_id_hash,
    username_hash,
    course_id,
    activity_id,
    case when activity_id = {{ edx_block(edx_key('module_key'), 'course_id', 'null') }} then module_name end
        as activity_name,
    case when event_source in ('browser', 'server', 'mobile', 'task') then event_source end as event_source,
    event_name,
    acted_at,
    case payload_success when 'correct' then true when 'incorrect' then false end as is_correct,
    {{ share_of('points', 'most_points') }} as score,
    case when attempts >= 1 then attempts end as attempt_number,
    {{ parse_number('coalesce(payload_old_time, payload_currenttime, payload_current_time)') }} as position_seconds,
    {{ parse_number('payload_new_time') }} as to_position_seconds,
    case when is_video then {{ parse_number('payload_duration') }} end as duration_seconds,
    case
        when percent_grade between 0 and 1 then percent_grade
        when percent_grade between 1 and 100 then percent_grade / 100
    end as course_grade,
    source_file,
    record_number,
    reject_reason,
    cast(null as string) as raw_text
from judged
