-- Pauses between consecutive engagement actions of a learner in a course. Bin n holds pauses of 10^(n × width) seconds
-- and more; pauses of 0 seconds have a bin of their own, without a number.
with gaps as (
    select
        source_name,
        course_id,
        case
            when seconds_since_previous > 0
                then cast(floor(log10(seconds_since_previous) / {{ var('gap_bin_width') }} + 1e-9) as bigint)
        end as bin_number
    from {{ ref('fct_actions') }}
    where seconds_since_previous is not null and course_id <> '(none)'
),

bins as (
    select
        source_name,
        course_id,
        bin_number,
        case when bin_number is null then 0 else power(10, bin_number * {{ var('gap_bin_width') }}) end
            as from_seconds,
        case when bin_number is null then 0 else power(10, (bin_number + 1) * {{ var('gap_bin_width') }}) end
            as to_seconds,
        count(*) as gap_count
    from gaps
    group by source_name, course_id, bin_number
),

-- The fullest bin on each side of the session timeout: pauses within and between sessions.
sides as (
    select
        *,
        row_number() over (
            partition by source_name, course_id, from_seconds < {{ var('session_timeout_minutes') }} * 60
            order by gap_count desc, bin_number asc
        ) as place_on_side
    from bins
    where bin_number is not null
),

modes as (
    select
        source_name,
        course_id,
        min(bin_number) as within_bin_number,
        max(bin_number) as between_bin_number
    from sides
    where place_on_side = 1
    group by source_name, course_id
    having count(*) = 2
),

antimodes as (
    select
        bins.source_name,
        bins.course_id,
        bins.bin_number,
        row_number() over (
            partition by bins.source_name, bins.course_id order by bins.gap_count, bins.bin_number
        ) as place
    from bins
    inner join modes
        on bins.source_name = modes.source_name
        and bins.course_id = modes.course_id
        and bins.bin_number > modes.within_bin_number
        and bins.bin_number < modes.between_bin_number
)

select
    {{ hash_key(['bins.source_name', 'bins.course_id', "coalesce(cast(bins.bin_number as string), 'zero')"]) }}
        as gap_bin_key,
    bins.source_name,
    bins.course_id,
    bins.bin_number,
    cast(bins.from_seconds as double) as from_seconds,
    cast(bins.to_seconds as double) as to_seconds,
    bins.gap_count,
    antimodes.place is not null as is_antimode
from bins
left join antimodes
    on bins.source_name = antimodes.source_name
    and bins.course_id = antimodes.course_id
    and bins.bin_number = antimodes.bin_number
    and antimodes.place = 1
