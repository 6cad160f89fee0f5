with times as (
    select source_name, course_id, activity_id, median(time_on_task_seconds) as median_time_on_task_seconds
    from (
        select
            source_name,
            course_id,
            activity_id,
            user_id,
            {{ exact_sum('time_on_task_seconds') }} as time_on_task_seconds
        from {{ ref('fct_actions') }}
        where is_counted and activity_id is not null
        group by source_name, course_id, activity_id, user_id
    ) as user_times
    group by source_name, course_id, activity_id
),

problems as (
    select
        source_name,
        course_id,
        activity_id,
        count(is_first_correct) as graded_user_count,
        count(case when is_first_correct then 1 end) as first_correct_count,
        avg(attempts_to_correct) as mean_attempts_to_correct
    from {{ ref('fct_problem_engagement') }}
    group by source_name, course_id, activity_id
),

videos as (
    select
        source_name,
        course_id,
        activity_id,
        case when count(viewing_count) > 0 then count(case when viewing_count > 0 then 1 end) end
            as watching_user_count,
        count(case when rewatch_seconds > 0 then 1 end) as rewatching_user_count,
        {{ exact_sum('rewatch_seconds') }} as rewatch_seconds,
        {{ exact_sum('watched_seconds_total') }} as watched_seconds,
        cast(count(case when is_complete_view then 1 end) as double)
        / nullif(count(case when viewing_count > 0 then is_complete_view end), 0) as complete_view_rate
    from {{ ref('fct_video_engagement') }}
    group by source_name, course_id, activity_id
),

segments as (
    select
        segments.source_name,
        segments.course_id,
        segments.activity_id,
        max(case when segments.segment_number = 0 then segments.user_count end) as start_user_count,
        max(
            case
                when segments.segment_number
                    = {{ complete_view_segment(video_duration('activities.duration_seconds')) }}
                    then segments.user_count
            end
        ) as end_user_count
    from {{ ref('video_segment_views') }} as segments
    inner join {{ ref('dim_activities') }} as activities
        on segments.source_name = activities.source_name
        and segments.course_id = activities.course_id
        and segments.activity_id = activities.activity_id
    group by segments.source_name, segments.course_id, segments.activity_id
)

-- Activities that enough users reached come first, by the least that their rate may be.
select
    dropoff.activity_key,
    dropoff.source_name,
    dropoff.course_id,
    dropoff.activity_id,
    dropoff.activity_name,
    dropoff.activity_type,
    dropoff.position,
    row_number() over (
        partition by dropoff.source_name, dropoff.course_id
        order by
            dropoff.is_reliable desc,
            dropoff.hazard_low desc nulls last,
            dropoff.position asc,
            dropoff.activity_id asc
    ) as attention_rank,
    dropoff.touched_count,
    dropoff.reached_count,
    dropoff.exit_count,
    dropoff.hazard_rate,
    dropoff.hazard_low,
    dropoff.hazard_high,
    dropoff.is_reliable,
    dropoff.actions_before_exit,
    dropoff.actions_of_others,
    cast(times.median_time_on_task_seconds as double) as median_time_on_task_seconds,
    problems.graded_user_count,
    cast(problems.first_correct_count as double) / nullif(problems.graded_user_count, 0) as first_correct_rate,
    {{ wilson_bound('problems.first_correct_count', 'problems.graded_user_count', '-') }} as first_correct_low,
    {{ wilson_bound('problems.first_correct_count', 'problems.graded_user_count', '+') }} as first_correct_high,
    cast(problems.mean_attempts_to_correct as double) as mean_attempts_to_correct,
    videos.watching_user_count,
    cast(videos.rewatching_user_count as double) / nullif(videos.watching_user_count, 0) as rewatching_user_rate,
    videos.rewatch_seconds / nullif(videos.watched_seconds, 0) as rewatch_rate,
    videos.complete_view_rate,
    segments.start_user_count,
    segments.end_user_count,
    1 - cast(segments.end_user_count as double) / nullif(segments.start_user_count, 0) as video_dropoff_rate
from {{ ref('activity_dropoff') }} as dropoff
{% for table in ['times', 'problems', 'videos', 'segments'] %}
    left join {{ table }}
        on dropoff.source_name = {{ table }}.source_name
        and dropoff.course_id = {{ table }}.course_id
        and dropoff.activity_id = {{ table }}.activity_id
{% endfor %}
