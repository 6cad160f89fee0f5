-- The running sums of course_activity_trend against a plain count of distinct users in each window.
with counted as (
    select
        trend.source_name,
        trend.course_id,
        trend.activity_date,
        trend.active_users_7d,
        trend.active_users_28d,
        count(
            distinct case
                when engagement.acted_on > {{ add_days('trend.activity_date', -7) }} then engagement.user_id
            end
        ) as distinct_7d,
        count(distinct engagement.user_id) as distinct_28d
    from {{ ref('course_activity_trend') }} as trend
    left join {{ ref('fct_daily_engagement') }} as engagement
        on trend.source_name = engagement.source_name
        and trend.course_id = engagement.course_id
        and trend.activity_date >= engagement.acted_on
        and engagement.acted_on > {{ add_days('trend.activity_date', -28) }}
    group by
        trend.source_name,
        trend.course_id,
        trend.activity_date,
        trend.active_users_7d,
        trend.active_users_28d
)

select *
from counted
where active_users_7d <> distinct_7d or active_users_28d <> distinct_28d
