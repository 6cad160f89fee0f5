-- The chance of so many exits or more where each learner has the typical chance: an upper bound that is nearly exact,
-- from the normal distribution at the signed root of the deviance of one exit less. Zubkov and Serov 2013, doi
-- 10.1137/S0040585X97986138. It is 1 where there are not more exits than expected.
{% set fewer = '(exit_count - 1.0e0)' %}
{% set others = '(reached_count - ' ~ fewer ~ ')' %}
{% set deviance %}
    {%- set expected, other = 'reached_count * typical_hazard_rate', 'reached_count * (1 - typical_hazard_rate)' -%}
    2 * ({{ fewer }} * ln({{ fewer }} / ({{ expected }})) + {{ others }} * ln({{ others }} / ({{ other }})))
{%- endset %}

with touches as (
    select
        touches.source_name,
        touches.course_id,
        touches.user_id,
        touches.activity_id,
        touches.action_count,
        activities.position,
        coalesce(touches.activity_id = enrollments.drop_activity_id, false) as is_exit
    from {{ ref('int_activity_touches') }} as touches
    inner join {{ ref('dim_activities') }} as activities
        on touches.source_name = activities.source_name
        and touches.course_id = activities.course_id
        and touches.activity_id = activities.activity_id
    inner join {{ ref('fct_enrollments') }} as enrollments
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
    from {{ ref('dim_activities') }} as activities
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
        reached.reached_count >= {{ var('reliable_reached_count') }} as is_reliable,
        coalesce(counted.touched_count, 0) as touched_count,
        coalesce(counted.exit_count, 0) as exit_count,
        counted.actions_before_exit,
        counted.actions_of_others
    from reached
    left join counted
        on reached.source_name = counted.source_name
        and reached.course_id = counted.course_id
        and reached.activity_id = counted.activity_id
),

-- What is typical of a course: of all times that learners reached an activity, how often they went no further.
with_typical as (
    select
        *,
        cast(sum(case when is_reliable then exit_count end) over (partition by source_name, course_id) as double)
        / nullif(sum(case when is_reliable then reached_count end) over (partition by source_name, course_id), 0)
            as typical_hazard_rate
    from joined
),

-- One of many activities exceeds what is typical at a false discovery rate: Benjamini and Hochberg 1995.
tested as (
    select
        *,
        case
            when is_reliable
                then case
                        when exit_count > 1 and {{ fewer }} > reached_count * typical_hazard_rate
                            then {{ normal_tail('sqrt(greatest(0, ' ~ deviance ~ '))') }}
                        else 1.0e0
                    end
        end as tail
    from with_typical
),

discovered as (
    select
        source_name,
        course_id,
        max(case when tail <= {{ var('false_discovery_rate') }} * tail_rank / activity_count then tail end)
            as largest_tail
    from (
        select
            source_name,
            course_id,
            tail,
            count(*) over (partition by source_name, course_id order by tail) as tail_rank,
            count(*) over (partition by source_name, course_id) as activity_count
        from tested
        where tail is not null
    ) as ranked
    group by source_name, course_id
)

select
    {{ hash_key(['tested.source_name', 'tested.course_id', 'tested.activity_id']) }} as activity_key,
    tested.source_name,
    tested.course_id,
    tested.activity_id,
    tested.activity_name,
    tested.activity_type,
    tested.position,
    tested.is_position_derived,
    tested.touched_count,
    tested.reached_count,
    tested.exit_count,
    cast(tested.exit_count as double) / nullif(tested.reached_count, 0) as hazard_rate,
    {{ wilson_bound('tested.exit_count', 'tested.reached_count', '-') }} as hazard_low,
    {{ wilson_bound('tested.exit_count', 'tested.reached_count', '+') }} as hazard_high,
    tested.is_reliable,
    tested.typical_hazard_rate,
    coalesce(tested.tail <= discovered.largest_tail, false) as is_above_typical,
    tested.actions_before_exit,
    tested.actions_of_others
from tested
left join discovered
    on tested.source_name = discovered.source_name and tested.course_id = discovered.course_id
