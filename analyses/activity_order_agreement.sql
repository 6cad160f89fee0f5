-- The place of each activity among those that a learner touched, by first touch.
with places as (
    select
        source_name,
        course_id,
        activity_id,
        row_number() over (partition by source_name, course_id, user_id order by first_action_number) as place
    from {{ ref('int_activity_touches') }}
),

sequences as (
    select source_name, course_id, activity_id, median(place) as median_place
    from places
    group by source_name, course_id, activity_id
),

-- Ids that are numbers come in their order as numbers.
orders as (
    select
        activities.source_name,
        activities.course_id,
        activities.position,
        activities.is_position_derived,
        sequences.median_place,
        row_number() over (
            partition by activities.source_name, activities.course_id
            order by {{ parse_whole_number('activities.activity_id') }} nulls last, activities.activity_id
        ) as id_place
    from {{ ref('dim_activities') }} as activities
    inner join sequences
        on activities.source_name = sequences.source_name
        and activities.course_id = sequences.course_id
        and activities.activity_id = sequences.activity_id
),

pairs as (
    select
        earlier.source_name,
        earlier.course_id,
        earlier.is_position_derived,
        sign(later.median_place - earlier.median_place) as sequence_sign,
        sign(later.id_place - earlier.id_place) as id_sign
    from orders as earlier
    inner join orders as later
        on earlier.source_name = later.source_name
        and earlier.course_id = later.course_id
        and earlier.position < later.position
)

-- Kendall's tau-b: pairs in the same order less those in the opposite one, by the geometric mean of all pairs and of
-- those that are not tied. Positions and ids have no ties.
select
    source_name,
    course_id,
    is_position_derived,
    count(*) as pair_count,
    sum(sequence_sign) / nullif(sqrt(cast(count(*) as double) * sum(abs(sequence_sign))), 0)
        as tau_first_touch_sequence,
    sum(id_sign) / cast(count(*) as double) as tau_id_order
from pairs
group by source_name, course_id, is_position_derived
order by source_name, course_id
