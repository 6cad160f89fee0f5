-- The only ids of a report stand in its descriptions, which are English in every report.
with described as (
    select
        {{ parse_clock_time('time') }} as acted_at,
        {{ described_id("user with (?:the )?id '(-?[0-9]+)'") }} as first_user_id,
        {{ described_id("user with (?:the )?id '.*?user with (?:the )?id '(-?[0-9]+)'") }} as second_user_id,
        {{ described_id("course with id '([0-9]+)'") }} as described_course_id,
        {{ described_id("course module (?:with )?id '([0-9]+)'") }} as course_module_id,
        nullif(regexp_extract(description, 'the ''([a-z0-9_]+)'' activity', 1), '') as described_activity_type,
        coalesce(user_full_name like '% as %', false) as is_logged_in_as,
        coalesce(event_context in ('System', 'Front page'), false) as is_above_courses,
        coalesce(
            course,
            nullif(regexp_extract(source_file, 'logs_([^/]+)_[0-9]{8}-[0-9]{4}[^/]*$', 1), ''),
            regexp_extract(source_file, '([^/]+)$', 1)
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
        {{ moodle_rows('report', [
            'course', 'time', 'user_full_name', 'event_context', 'component', 'event_name', 'description', 'origin',
        ]) }}
    ) as texts
),

-- An event's name alone is ambiguous: it counts together with that of its component.
named as (
    select
        described.*,
        events.action_type as known_action_type,
        coalesce(events.is_staff_event, false) as is_staff_event,
        events.related_user_position
    from described
    left join {{ ref('moodle_events') }} as events
        on {{ event_label('described.component') }} = {{ event_label('events.component_name') }}
        and {{ event_label('described.event_name') }} = {{ event_label('events.event_name') }}
),

-- The number of a course, where the learners' rows under its name tell of one alone.
course_ids as (
    select source_file, course_label, cast(min(described_course_id) as string) as course_id
    from named
    where not is_staff_event and not is_above_courses
    group by source_file, course_label
    having min(described_course_id) = max(described_course_id)
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
    case named.related_user_position
        when 1 then named.first_user_id
        when 2 then named.second_user_id
    end as related_user_id,
    case
        when not named.is_above_courses and named.course_label <> '-'
            then coalesce(course_ids.course_id, named.course_label)
    end as course_id,
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
        when named.acted_at is null then 'Time is missing'
        when not ({{ is_plausible_time('named.acted_at') }}) then 'Time is outside the plausible range'
        when named.component is null or named.event_name is null then 'Component or Event name is missing'
    end as reject_reason,
    cast(null as string) as raw_text
from named
left join course_ids
    on named.source_file = course_ids.source_file and named.course_label = course_ids.course_label
