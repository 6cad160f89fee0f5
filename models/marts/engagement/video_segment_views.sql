with videos as (
    select
        source_name,
        course_id,
        activity_id,
        max(duration_seconds) as duration_seconds
    from {{ ref('fct_video_engagement') }}
    where viewing_count is not null
    group by source_name, course_id, activity_id
),

-- A viewing touches every segment from its start to its end.
touched as (
    select
        source_name,
        course_id,
        activity_id,
        user_id,
        {{ unnest_range(video_segment('from_seconds'), video_segment('to_seconds')) }} as segment_number
    from {{ ref('int_video_viewings') }}
),

counted as (
    select
        source_name,
        course_id,
        activity_id,
        segment_number,
        count(distinct user_id) as user_count,
        count(*) as view_count
    from touched
    group by source_name, course_id, activity_id, segment_number
),

-- What lies beyond the end of the video is left out. Where its length is unknown, it ends with the furthest segment.
segments as (
    select
        source_name,
        course_id,
        activity_id,
        duration_seconds,
        {{ unnest_range('0', 'last_segment') }} as segment_number
    from (
        select
            videos.source_name,
            videos.course_id,
            videos.activity_id,
            videos.duration_seconds,
            coalesce({{ video_segment('videos.duration_seconds') }}, furthest.segment_number) as last_segment
        from videos
        left join (
            select source_name, course_id, activity_id, max(segment_number) as segment_number
            from counted
            group by source_name, course_id, activity_id
        ) as furthest
            on videos.source_name = furthest.source_name
            and videos.course_id = furthest.course_id
            and videos.activity_id = furthest.activity_id
    ) as bounds
    where last_segment is not null
)

select
    {{ hash_key([
        'segments.source_name', 'segments.course_id', 'segments.activity_id', 'cast(segments.segment_number as string)',
    ]) }} as segment_key,
    segments.source_name,
    segments.course_id,
    segments.activity_id,
    cast(segments.segment_number as bigint) as segment_number,
    cast(segments.segment_number * {{ var('video_segment_seconds') }} as double) as starts_at_seconds,
    coalesce(counted.user_count, 0) as user_count,
    coalesce(counted.view_count, 0) as view_count,
    coalesce(segments.segment_number = {{ video_segment('segments.duration_seconds') }}, false) as is_last_segment
from segments
left join counted
    on segments.source_name = counted.source_name
    and segments.course_id = counted.course_id
    and segments.activity_id = counted.activity_id
    and segments.segment_number = counted.segment_number
