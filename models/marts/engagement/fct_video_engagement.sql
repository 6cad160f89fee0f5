with plays as (
    select
        source_name,
        user_id,
        course_id,
        activity_id,
        sum(action_count) as play_count,
        count(distinct acted_on) - 1 as rewatch_day_count,
        min(acted_at) as first_played_at,
        max(acted_at) as last_played_at
    from {{ ref('fct_actions') }}
    where is_counted
        and action_category = 'video'
        and action_subcategory = 'play'
        and activity_id is not null
        and course_id <> '(none)'
    group by source_name, user_id, course_id, activity_id
),

-- Where no action has a position, what was watched is unknown.
courses_with_positions as (
    select distinct source_name, course_id, true as has_positions
    from {{ ref('fct_actions') }}
    where is_counted and action_category = 'video' and {{ video_position('position_seconds') }} is not null
),

-- How far any viewing that starts earlier in the video has come: what lies before that was watched already.
with_previous as (
    select
        *,
        max(to_seconds) over (
            partition by source_name, user_id, course_id, activity_id order by from_seconds, viewing_number
            rows between unbounded preceding and 1 preceding
        ) as watched_up_to_seconds
    from {{ ref('int_video_viewings') }}
),

viewings as (
    select
        source_name,
        user_id,
        course_id,
        activity_id,
        count(*) as viewing_count,
        max(to_seconds) as furthest_seconds,
        {{ exact_sum('to_seconds - from_seconds') }} as watched_seconds_total,
        {{ exact_sum('greatest(to_seconds - greatest(from_seconds, coalesce(watched_up_to_seconds, 0)), 0)') }}
            as watched_seconds_unique
    from with_previous
    group by source_name, user_id, course_id, activity_id
),

joined as (
    select
        plays.*,
        {{ video_duration('activities.duration_seconds') }} as duration_seconds,
        case when positions.has_positions then coalesce(viewings.viewing_count, 0) end as viewing_count,
        case when positions.has_positions then coalesce(viewings.furthest_seconds, 0) end as furthest_seconds,
        case when positions.has_positions then coalesce(viewings.watched_seconds_total, 0) end as watched_seconds_total,
        case when positions.has_positions then coalesce(viewings.watched_seconds_unique, 0) end
            as watched_seconds_unique
    from plays
    inner join {{ ref('dim_activities') }} as activities
        on plays.source_name = activities.source_name
        and plays.course_id = activities.course_id
        and plays.activity_id = activities.activity_id
    left join courses_with_positions as positions
        on plays.source_name = positions.source_name
        and plays.course_id = positions.course_id
    left join viewings
        on plays.source_name = viewings.source_name
        and plays.user_id = viewings.user_id
        and plays.course_id = viewings.course_id
        and plays.activity_id = viewings.activity_id
)

select
    {{ hash_key(['source_name', 'course_id', 'user_id', 'activity_id']) }} as video_engagement_key,
    source_name,
    user_id,
    course_id,
    activity_id,
    duration_seconds,
    cast(play_count as bigint) as play_count,
    viewing_count,
    watched_seconds_total,
    watched_seconds_unique,
    watched_seconds_total - watched_seconds_unique as rewatch_seconds,
    case when watched_seconds_unique > duration_seconds then 1 else watched_seconds_unique / duration_seconds end
        as watched_rate,
    rewatch_day_count,
    case
        when duration_seconds > 0
            then viewing_count > 0
                and {{ video_segment('furthest_seconds') }} >= {{ complete_view_segment('duration_seconds') }}
    end as is_complete_view,
    first_played_at,
    last_played_at
from joined
