{% set problem = 'source_name, user_id, course_id, activity_id' %}

with submits as (
    select
        source_name,
        user_id,
        course_id,
        activity_id,
        acted_at,
        action_count,
        is_correct,
        score,
        attempt_number,
        row_number() over (
            partition by {{ problem }} order by acted_at, sequence nulls last, action_id
        ) as submit_number
    from {{ ref('fct_actions') }}
    where is_counted
        and {{ is_submit() }}
        and activity_id is not null
        and course_id <> '(none)'
),

-- A reset restarts the source's numbers, so the larger of theirs and ours is the number of attempts so far.
numbered as (
    select
        *,
        greatest(
            sum(action_count) over (
                partition by {{ problem }} order by submit_number
                rows between unbounded preceding and current row
            ),
            max(attempt_number) over (
                partition by {{ problem }} order by submit_number
                rows between unbounded preceding and current row
            )
        ) as attempts_so_far,
        min(case when is_correct is not null then submit_number end) over (partition by {{ problem }})
            as first_graded_number,
        max(case when is_correct is not null then submit_number end) over (partition by {{ problem }})
            as last_graded_number,
        min(case when score is not null then submit_number end) over (partition by {{ problem }})
            as first_scored_number,
        max(case when score is not null then submit_number end) over (partition by {{ problem }})
            as last_scored_number
    from submits
)

select
    {{ hash_key(['source_name', 'course_id', 'user_id', 'activity_id']) }} as problem_engagement_key,
    source_name,
    user_id,
    course_id,
    activity_id,
    cast(max(attempts_so_far) as bigint) as attempt_count,
    count(is_correct) + count(score) > 0 as is_graded,
    max(case when submit_number = first_graded_number then is_correct end) as is_first_correct,
    max(is_correct) as is_ever_correct,
    max(case when submit_number = last_graded_number then is_correct end) as is_last_correct,
    cast(min(case when is_correct then attempts_so_far end) as bigint) as attempts_to_correct,
    max(case when submit_number = first_scored_number then score end) as first_score,
    max(score) as best_score,
    max(case when submit_number = last_scored_number then score end) as last_score,
    min(acted_at) as first_attempted_at,
    max(acted_at) as last_attempted_at
from numbered
group by source_name, user_id, course_id, activity_id
