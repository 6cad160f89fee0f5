-- The only ids of a report stand in its descriptions, which are English in every report.
with described as (
    select
        {{ parse_clock_time('time') }} as acted_at,
        time is null as has_no_time,
        {% for column, pattern in {
            'first_user_id': "user with (?:the )?id '(-?[0-9]+)'",
            'second_user_id': "user with (?:the )?id '.*?user with (?:the )?id '(-?[0-9]+)'",
            'described_course_id': "course with (?:the )?id '([0-9]+)'",
            'course_module_id': "course module (?:with )?id '([0-9]+)'",
        }.items() %}
            {{ parse_whole_number("nullif(regexp_extract(description, " ~ sql_text(pattern) ~ ", 1), '')") }}
                as {{ column }},
        {% endfor %}
        nullif(regexp_extract(description, 'the ''([a-z0-9_]+)'' activity', 1), '') as described_activity_type,
        case when user_full_name not like '% as %' then nullif(user_full_name, '-') end as user_name,
        nullif(affected_user, '-') as affected_user_name,
        coalesce(user_full_name like '% as %', false) as is_logged_in_as,
        coalesce(event_context in ('System', 'Front page'), false) as is_above_courses,
        case when event_context like 'Course: %' then substr(event_context, 9) end as course_name,
        course is null as has_no_course,
        coalesce(
            {{ present_id('course') }},
            {{ first_match('source_file', 'logs_([^/]+)_[0-9]{8}-[0-9]{4}[^/]*$', 1) }},
            {{ first_match('source_file', '[^/]+$') }}
        ) as course_label,
        concat_ws(
            chr(31), coalesce(course, ''), time, component, event_name, coalesce(description, ''), coalesce(origin, '')
        ) as row_content,
        component,
        event_name,
        lower(origin) as origin,
        source_file,
        record_number
    from (
        {{ moodle_rows(
            'report',
            ['course', 'time', 'user_full_name', 'affected_user', 'component', 'event_name'],
            ['event_context', 'description', 'origin']
        ) }}
    ) as texts
),

-- An event's name alone is ambiguous: it counts together with that of its component.
named as (
    select
        described.*,
        events.action_type as known_action_type,
        coalesce(events.is_staff_event, false) as is_staff_event,
        events.related_user_position,
        case
            when events.related_user_position is null then described.user_name
            else described.affected_user_name
        end as learner_name,
        case
            when events.related_user_position = 2 then described.second_user_id
            else described.first_user_id
        end as learner_id
    from described
    left join {{ ref('moodle_events') }} as events
        on {{ event_label('described.component') }} = {{ event_label('events.component_name') }}
        and {{ event_label('described.event_name') }} = {{ event_label('events.event_name') }}
),

-- The number of a course, where the views of its page, else the learners' rows, under its name tell of one alone.
course_ids as (
    select
        source_file,
        course_label,
        count(viewed_course_id) > 0 as has_views,
        coalesce(min(viewed_course_id), min(described_course_id)) as first_course_id,
        coalesce(max(viewed_course_id), max(described_course_id)) as last_course_id
    from (
        select
            *,
            case when known_action_type = 'core.course_viewed' then described_course_id end as viewed_course_id
        from named
        where not is_staff_event and not is_above_courses
    ) as placed
    group by source_file, course_label
),

-- A hash costs time, and names are few.
hashed_names as (
    select learner_name, {{ pseudonym("'name:' || learner_name") }} as learner_name_hash
    from named
    group by learner_name
)

-- Newest first: of equal times the last row came first. A row that a second file repeats is the same event, as those
-- that stand twice in one file are two.
select
    md5(concat_ws(
        chr(31), named.row_content, cast(row_number() over (
            partition by named.source_file, named.row_content order by named.record_number desc
        ) as string)
    )) as action_id,
    coalesce(
        named.known_action_type,
        case {{ event_label('named.event_name') }}
            when 'course module viewed' then 'mod_*.course_module_viewed'
            when 'course module instance list viewed' then 'mod_*.course_module_instance_list_viewed'
            else concat(named.component, ' / ', named.event_name)
        end
    ) as action_type,
    named.acted_at,
    row_number() over (partition by named.source_file, named.acted_at order by named.record_number desc) as sequence,
    case when coalesce(named.related_user_position, 2) = 2 then named.first_user_id end as actor_id,
    case when named.related_user_position is not null then named.learner_id end as related_user_id,
    hashed_names.learner_name_hash,
    case when named.known_action_type is not null and named.learner_name is not null then named.learner_id end
        as named_user_id,
    case
        when named.is_above_courses or named.course_label = '-' then null
        when course_ids.first_course_id = course_ids.last_course_id then cast(course_ids.first_course_id as string)
        when named.has_no_course and course_ids.has_views then cast(named.described_course_id as string)
        else named.course_label
    end as course_id,
    case when named.source_file not like concat('%/', named.course_label) then named.course_label end as course_label,
    named.course_name,
    cast(named.course_module_id as string) as activity_id,
    coalesce(
        named.described_activity_type,
        nullif(regexp_extract(named.known_action_type, '^mod_([a-z0-9]+)', 1), '')
    ) as activity_type,
    named.origin,
    false as is_anonymous,
    named.is_logged_in_as,
    named.source_file,
    named.record_number,
    case
        when named.has_no_time then 'no time'
        when named.acted_at is null then 'time is not a time'
        when not ({{ is_plausible_time('named.acted_at') }}) then 'time is outside the plausible range'
        when named.component is null or named.event_name is null then 'no event name'
    end as reject_reason,
    cast(null as string) as raw_text
from named
left join course_ids
    on named.source_file = course_ids.source_file and named.course_label = course_ids.course_label
left join hashed_names on named.learner_name = hashed_names.learner_name
