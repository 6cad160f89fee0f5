-- The core tables as one writes them by hand for the simulated files, and for no others: every course has its structure and
-- its start, every time a clock, outcomes are labels, nothing closes a session before its time.
-- Variables: files (the folder of the Parquet files) and action_types (the seed).

create temp view raw_actions as from read_parquet(getvariable('files') || '/actions/*.parquet');
create temp view raw_courses as from read_parquet(getvariable('files') || '/courses.parquet');
create temp view raw_activities as from read_parquet(getvariable('files') || '/activities.parquet');
create temp view raw_enrollments as from read_parquet(getvariable('files') || '/enrollments.parquet');

create temp table action_types as
select action_type, action_category, action_subcategory, is_engagement
from read_csv(getvariable('action_types'))
where source_name = 'files';

create temp table courses as
select course_id, starts_at::date as starts_on, count(activity_id) as activity_count
from raw_courses
left join raw_activities using (course_id)
group by all;

-- Few bytes for each action: those whose hash comes twice are looked at in full.
create temp table repeated as
select hash(action_id) as action_hash
from raw_actions
group by action_hash
having count(*) > 1;

create table fct_actions as
with delivered as (
    select * exclude (place)
    from (
        select *, 1 as place
        from raw_actions
        where hash(action_id) not in (from repeated)
        union all
        select *, row_number() over (partition by action_id) as place
        from raw_actions
        where hash(action_id) in (from repeated)
    )
    where place = 1
),

ordered as (
    select
        delivered.*,
        coalesce(action_category, 'other') as action_category,
        action_subcategory,
        coalesce(is_engagement, true) as is_counted,
        row_number() over learner as course_action_number,
        lag(acted_at) over learner as previous_acted_at,
        lag(activity_id) over learner as previous_activity_id,
        lead(acted_at) over learner as next_acted_at
    from delivered
    left join action_types using (action_type)
    window learner as (
        partition by user_id, course_id, coalesce(is_engagement, true) order by acted_at, sequence, action_id
    )
),

measured as (
    select
        *,
        md5(concat_ws(chr(31), 'files', action_id)) as action_key,
        coalesce(acted_at - previous_acted_at > interval 30 minutes, true) as is_session_start,
        (epoch_us(next_acted_at) - epoch_us(acted_at)) / 1e6 as seconds_to_next
    from ordered
),

numbered as (
    select
        *,
        count(*) filter (where is_session_start) over so_far as session_number,
        last_value(case when is_session_start then action_key end ignore nulls) over so_far as session_id,
        max(case when is_session_start then course_action_number end) over so_far as first_number
    from measured
    window so_far as (
        partition by user_id, course_id, is_counted order by course_action_number
        rows between unbounded preceding and current row
    )
)

select
    action_key,
    'files' as source_name,
    action_id,
    user_id,
    course_id,
    activity_id,
    action_type,
    action_category,
    action_subcategory,
    is_counted as is_engagement,
    is_counted,
    1::bigint as action_count,
    acted_at,
    sequence,
    acted_at::date as acted_on,
    hour(acted_at) as hour_of_day,
    ['night', 'morning', 'afternoon', 'evening'][1 + hour(acted_at) // 6] as day_part,
    isodow(acted_at) as day_of_week,
    acted_at::date - starts_on as course_day,
    floor((acted_at::date - starts_on) / 7)::bigint as course_week,
    case when is_counted then course_action_number end as course_action_number,
    case when is_counted then session_id end as session_id,
    case when is_counted then session_number end as session_number,
    case when is_counted then course_action_number - first_number + 1 end as action_number,
    case when is_counted then (epoch_us(acted_at) - epoch_us(previous_acted_at)) / 1e6 end as seconds_since_previous,
    case when is_counted then previous_activity_id end as previous_activity_id,
    false as follows_close,
    case when is_counted then case when seconds_to_next <= 1800 then seconds_to_next else 0 end end
        as time_on_task_seconds,
    case when is_counted then case when seconds_to_next <= 300 then seconds_to_next else 0 end end
        as time_on_task_low_seconds,
    is_correct,
    score,
    null::bigint as attempt_number,
    position_seconds,
    to_position_seconds
from numbered
left join courses using (course_id);

create table fct_sessions as
select
    any_value(session_id) as session_id,
    'files' as source_name,
    user_id,
    course_id,
    session_number,
    min(acted_at) as started_at,
    max(acted_at) as ended_at,
    min(acted_on) as started_on,
    min(course_day) as started_course_day,
    (epoch_us(ended_at) - epoch_us(started_at)) / 1e6 as duration_seconds,
    sum(time_on_task_seconds) as time_on_task_seconds,
    sum(time_on_task_low_seconds) as time_on_task_low_seconds,
    count(*) as action_count,
    count(distinct activity_id) as activity_count,
    arg_min_null(activity_id, action_number) as entry_activity_id,
    arg_max_null(activity_id, action_number) as exit_activity_id,
    count(*) = 1 as is_single_action,
    duration_seconds > 10 or activity_count >= 2 as is_engaged
from fct_actions
where is_counted
group by user_id, course_id, session_number;

create table fct_daily_engagement as
with days as (
    select
        user_id,
        course_id,
        acted_on,
        min(course_day) as course_day,
        count(*) as action_count,
        count(distinct activity_id) as activity_count,
        sum(time_on_task_seconds) as time_on_task_seconds,
        sum(time_on_task_low_seconds) as time_on_task_low_seconds,
        count(*) filter (where action_category = 'video') as video_action_count,
        count(*) filter (where action_category = 'problem') as problem_action_count,
        count(*) filter (where action_category = 'reading') as reading_action_count,
        count(*) filter (where action_category = 'discussion') as discussion_action_count,
        count(*) filter (where action_category = 'navigation') as navigation_action_count,
        count(*) filter (where action_category = 'enrollment') as enrollment_action_count,
        count(*) filter (where action_category = 'outcome') as outcome_action_count,
        count(*) filter (where action_category = 'session') as session_action_count,
        count(*) filter (where action_category = 'other') as other_action_count
    from fct_actions
    where is_counted
    group by user_id, course_id, acted_on
),

sessions as (
    select user_id, course_id, started_on as acted_on, count(*) as session_count
    from fct_sessions
    group by all
)

select
    md5(concat_ws(chr(31), 'files', user_id, course_id, acted_on)) as daily_engagement_key,
    'files' as source_name,
    user_id,
    course_id,
    acted_on,
    course_day,
    action_count,
    coalesce(session_count, 0) as session_count,
    * exclude (user_id, course_id, acted_on, course_day, action_count, session_count)
from days
left join sessions using (user_id, course_id, acted_on);

create table fct_enrollments as
with touches as (
    select user_id, course_id, activity_id, min(acted_at) as first_touched_at
    from fct_actions
    where is_counted and activity_id is not null
    group by user_id, course_id, activity_id
),

progress as (
    select user_id, course_id, list_sort(list(first_touched_at)) as touched_at
    from touches
    semi join raw_activities using (course_id, activity_id)
    group by user_id, course_id
),

learners as (
    select
        user_id,
        course_id,
        min(acted_at) as first_acted_at,
        max(acted_at) as last_acted_at,
        count(*) as action_count,
        arg_max(activity_id, course_action_number) as last_activity_id
    from fct_actions
    where is_counted
    group by user_id, course_id
),

joined as (
    select *, coalesce(len(touched_at), 0) as touched_activity_count
    from raw_enrollments
    full join learners using (user_id, course_id)
    left join progress using (user_id, course_id)
    left join courses using (course_id)
)

select
    md5(concat_ws(chr(31), 'files', course_id, user_id)) as enrollment_key,
    'files' as source_name,
    user_id,
    course_id,
    null::varchar as gender,
    null::varchar as age_band,
    null::varchar as education_level,
    null::varchar as country,
    null::varchar as user_type,
    null::varchar as disability,
    null::bigint as previous_attempts,
    enrolled_at,
    first_acted_at,
    last_acted_at,
    coalesce(action_count, 0) as action_count,
    touched_activity_count,
    touched_activity_count::double / activity_count as progress_rate,
    touched_at[ceil(activity_count * 0.2)::bigint] as reached_20_at,
    touched_at[ceil(activity_count * 0.4)::bigint] as reached_40_at,
    touched_at[ceil(activity_count * 0.6)::bigint] as reached_60_at,
    touched_at[ceil(activity_count * 0.8)::bigint] as reached_80_at,
    touched_at[activity_count] as reached_100_at,
    null::double as final_grade,
    outcome,
    case when outcome is not null then 'label' end as outcome_basis,
    case when outcome = 'dropped_out' then last_acted_at end as outcome_at,
    coalesce(outcome = 'completed', false) as is_completed,
    coalesce(outcome = 'dropped_out', false) as is_dropped_out,
    outcome is null as is_censored,
    case when outcome = 'dropped_out' then last_activity_id end as drop_activity_id,
    case when outcome = 'dropped_out' then last_acted_at::date - starts_on end as drop_course_day
from joined;
