-- The rule of edX Insights: a viewing opens at a play and closes at the next pause, stop or seek. Other than there, a
-- seek that does not say where it went closes it too.
{% set video = 'source_name, course_id, user_id, activity_id' %}
{% set total_order = 'acted_at, sequence nulls last, action_id' %}
{% set shortest_seconds = 0.25 %}
{% set rounding_seconds = 1 %}

-- A pause at the very beginning may come without position.
with events as (
    select
        actions.action_key,
        actions.source_name,
        actions.course_id,
        actions.user_id,
        actions.activity_id,
        actions.action_subcategory as kind,
        actions.acted_at,
        actions.sequence,
        actions.action_id,
        case
            when actions.action_subcategory = 'pause' and actions.position_seconds is null then 0
            else {{ video_position('actions.position_seconds') }}
        end as at_seconds,
        {{ video_position('actions.to_position_seconds') }} as to_seconds
    from {{ ref('fct_actions') }} as actions
    where actions.is_counted
        and actions.action_category = 'video'
        and actions.action_subcategory in ('play', 'pause', 'stop', 'seek')
        and actions.activity_id is not null
        and actions.course_id <> '(none)'
),

-- A play followed by another play is replaced by it; what follows a close, up to the next play, is outside a viewing.
with_next as (
    select
        *,
        lead(kind) over (partition by {{ video }} order by {{ total_order }}) as next_kind,
        lead(at_seconds) over (partition by {{ video }} order by {{ total_order }}) as next_at_seconds,
        lead(to_seconds) over (partition by {{ video }} order by {{ total_order }}) as next_to_seconds
    from events
    where at_seconds is not null
),

-- After a seek the player often reports the position before the jump, so the seek's is taken.
plays as (
    select
        *,
        case
            when lag(next_kind) over (partition by {{ video }} order by {{ total_order }}) = 'seek'
                then coalesce(
                        lag(next_to_seconds) over (partition by {{ video }} order by {{ total_order }}), at_seconds
                    )
            else at_seconds
        end as from_seconds
    from with_next
    where kind = 'play'
)

select
    plays.action_key as viewing_key,
    plays.source_name,
    plays.course_id,
    plays.user_id,
    plays.activity_id,
    row_number() over (
        partition by plays.source_name, plays.course_id, plays.user_id, plays.activity_id
        order by plays.acted_at, plays.sequence nulls last, plays.action_id
    ) as viewing_number,
    plays.acted_at as started_at,
    plays.from_seconds,
    plays.next_at_seconds as to_seconds
from plays
left join {{ ref('int_activities') }} as activities
    on plays.source_name = activities.source_name
    and plays.course_id = activities.course_id
    and plays.activity_id = activities.activity_id
where plays.next_kind <> 'play'
    and plays.next_at_seconds - plays.from_seconds >= {{ shortest_seconds }}
    and (
        {{ video_duration('activities.duration_seconds') }} is null
        or plays.next_at_seconds <= {{ video_duration('activities.duration_seconds') }} + {{ rounding_seconds }}
    )
