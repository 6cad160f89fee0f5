with touches as (
    select
        touches.source_name,
        touches.course_id,
        touches.user_id,
        touches.activity_id,
        touches.action_count,
        activities.position,
        coalesce(touches.activity_id = enrollments.drop_activity_id, false) as is_exit
    from {{ of_changed_courses('int_activity_touches') }} as touches
    inner join {{ of_changed_courses('dim_activities') }} as activities
        on touches.source_name = activities.source_name
        and touches.course_id = activities.course_id
        and touches.activity_id = activities.activity_id
    inner join {{ of_changed_courses('fct_enrollments') }} as enrollments
        on touches.source_name = enrollments.source_name
        and touches.course_id = enrollments.course_id
        and touches.user_id = enrollments.user_id
),

furthest as (
    select source_name, course_id, furthest_position, count(*) as user_count
    from (
        select source_name, course_id, user_id, max(position) as furthest_position
        from touches
        group by source_name, course_id, user_id
    ) as learners
    group by source_name, course_id, furthest_position
),

counted as (
    select
        source_name,
        course_id,
        activity_id,
        count(*) as touched_count,
        count(case when is_exit then 1 end) as exit_count,
        cast(avg(case when is_exit then action_count end) as double) as actions_before_exit,
        cast(avg(case when not is_exit then action_count end) as double) as actions_of_others
    from touches
    group by source_name, course_id, activity_id
),

reached as (
    select
        activities.source_name,
        activities.course_id,
        activities.activity_id,
        activities.activity_name,
        activities.activity_type,
        activities.position,
        activities.is_position_derived,
        cast(coalesce(sum(furthest.user_count), 0) as bigint) as reached_count
    from {{ of_changed_courses('dim_activities') }} as activities
    left join furthest
        on activities.source_name = furthest.source_name
        and activities.course_id = furthest.course_id
        and activities.position <= furthest.furthest_position
    group by
        activities.source_name,
        activities.course_id,
        activities.activity_id,
        activities.activity_name,
        activities.activity_type,
        activities.position,
        activities.is_position_derived
),

joined as (
    select
        reached.*,
        coalesce(counted.touched_count, 0) as touched_count,
        coalesce(counted.exit_count, 0) as exit_count,
        counted.actions_before_exit,
        counted.actions_of_others
    from reached
    left join counted
        on reached.source_name = counted.source_name
        and reached.course_id = counted.course_id
        and reached.activity_id = counted.activity_id
)

select
    {{ hash_key(['source_name', 'course_id', 'activity_id']) }} as activity_key,
    source_name,
    course_id,
    activity_id,
    activity_name,
    activity_type,
    position,
    is_position_derived,
    touched_count,
    reached_count,
    exit_count,
    cast(exit_count as double) / nullif(reached_count, 0) as hazard_rate,
    {{ wilson_bound('exit_count', 'reached_count', '-') }} as hazard_low,
    {{ wilson_bound('exit_count', 'reached_count', '+') }} as hazard_high,
    reached_count >= {{ var('reliable_reached_count') }} as is_reliable,
    actions_before_exit,
    actions_of_others
from joined
