"""The queries that make learners and actions; chance is a hash of the seed and a row's numbers."""

from scripts.dev.simulate.scale.course_sizes import Course, Part

# Uniform in [0, 1), and standard normal by Box and Muller.
CHANCE = """
create or replace macro chance(seed, user_number, number, topic) as
    hash(seed, user_number, number, topic) / 18446744073709551616.0;
create or replace macro bell(seed, user_number, topic) as
    sqrt(-2 * ln(1 - chance(seed, user_number, 1, topic)))
    * cos(2 * pi() * chance(seed, user_number, 2, topic));
-- The clock time at which a share of a day's visits has begun: few at night, most in the evening.
create or replace macro clock(share) as case
    when share < 0.05 then share / 0.05 * 7
    when share < 0.40 then 7 + (share - 0.05) / 0.35 * 6
    when share < 0.70 then 13 + (share - 0.40) / 0.30 * 5
    else 18 + (share - 0.70) / 0.30 * 6
end / 24;
"""
ACTIVITY_TYPES = "['video', 'reading', 'problem', 'video', 'discussion']"


def learners(part: Part, seed: int) -> str:
    """One row per learner: how far of the course they get, when they begin, how often they act.

    Columns: user_number, persistence (0 to 1), starts_at, action_count (log-normal, at least 1).
    """
    course = part.course
    spare = part.action_count - part.learner_count

    def chance(topic: str) -> str:
        return f"chance({seed}, user_number, 0, '{course.course_id} {topic}')"

    return f"""
        with weighed as (
            select
                {part.first_user} + range as user_number,
                bell({seed}, user_number, '{course.course_id} effort') as effort,
                cast(1000000 * exp(1.3 * effort) as bigint) as weight
            from range({part.learner_count})
        ),
        summed as (
            select
                *,
                sum(weight) over (order by user_number) as sum_so_far,
                sum(weight) over () as total
            from weighed
        )
        select
            user_number,
            least(1, 0.02 + 1.1 * {chance("persistence")} ** 2) as persistence,
            timestamp '{course.starts_on}'
                + to_microseconds(cast(864e9 * {chance("start")} as bigint)) as starts_at,
            1 + cast({spare}::hugeint * sum_so_far // total as bigint)
                - cast({spare}::hugeint * (sum_so_far - weight) // total as bigint) as action_count
        from summed
    """


def actions(part: Part, seed: int) -> str:
    """The actions of a file in the columns of the contract, in order of time, by learner and visit.

    Reads the table `learners`. A visit ends after one action in twelve; the pauses between visits
    fill the time that the learner stays.
    """
    course = part.course
    stay = f"persistence * {course.week_count * 7 * 86400}e6"
    is_video, is_problem = "action_type like '%_video'", "action_type = 'problem_submitted'"

    def chance(topic: str) -> str:
        return f"chance({seed}, user_number, step, '{course.course_id} {topic}')"

    return f"""
        with steps as (
            select
                user_number,
                persistence,
                starts_at,
                action_count,
                unnest(range(action_count)) as step
            from learners
        ),
        rolled as (
            select
                *,
                {chance("pause")} as pause_chance,
                {chance("kind")} as kind_chance,
                {chance("detail")} as detail,
                persistence * {course.activity_count} as activities_reached,
                1 + cast(floor(step * activities_reached / action_count) as bigint) as position
            from steps
        ),
        paused as (
            select
                *,
                step > 0 and pause_chance < 1 / 12.0 as opens_visit,
                case
                    when step = 0 or pause_chance < 1 / 12.0 then 0
                    when pause_chance < 0.12 then 0
                    when pause_chance < 0.9 then floor(3 + 90 * detail)
                    else floor(90 + 1500 * detail)
                end as pause_seconds
            from rolled
        ),
        visits as (
            select
                *,
                count(case when opens_visit then 1 end) over by_step as visit,
                sum(
                    case
                        when opens_visit
                            then cast({stay} * 24 * detail / (action_count + 12) as bigint)
                        else 0
                    end
                ) over by_step as visit_microseconds
            from paused
            window by_step as (partition by user_number order by step)
        ),
        timed as (
            select
                *,
                starts_at + to_microseconds(cast(visit_microseconds as bigint)) as visit_at,
                sum(pause_seconds) over (partition by user_number, visit order by step)
                    as seconds_in_visit
            from visits
        ),
        placed as (
            select
                *,
                date_trunc('day', visit_at) as visit_day,
                clock(epoch(visit_at - visit_day) / 86400) as share_of_day,
                visit_day + to_seconds(cast(86400 * share_of_day + seconds_in_visit as bigint))
                    as acted_at,
                {ACTIVITY_TYPES}[1 + (position - 1) % 5] as activity_type
            from timed
        ),
        typed as (
            select
                *,
                case
                    when kind_chance < 0.04 then 'course_home_viewed'
                    when activity_type = 'video' and kind_chance < 0.45 then 'play_video'
                    when activity_type = 'video' and kind_chance < 0.8 then 'pause_video'
                    when activity_type = 'video' then 'seek_video'
                    when activity_type = 'problem' and kind_chance < 0.7 then 'problem_submitted'
                    when activity_type = 'discussion' and kind_chance < 0.15 then 'post_created'
                    when activity_type = 'discussion' then 'thread_viewed'
                    else 'page_viewed'
                end as action_type
            from placed
        )
        select
            '{course.course_id}-{part.number}-'
                || row_number() over (order by acted_at, user_number, step) as action_id,
            'user-' || user_number as user_id,
            '{course.course_id}' as course_id,
            case when action_type <> 'course_home_viewed' then '{course.course_id}-' || position end
                as activity_id,
            action_type,
            acted_at,
            step as sequence,
            case when {is_problem} then detail < 0.65 end as is_correct,
            case when {is_problem} then cast(detail < 0.65 as double) end as score,
            case when {is_video} then round(detail * 300, 1) end as position_seconds,
            case when action_type = 'seek_video' then round((1 - detail) * 300, 1) end
                as to_position_seconds
        from typed
        order by acted_at, user_number, step
    """


def enrollments(course: Course) -> str:
    """The learners of a part as enrolments; who persists to the end completes."""
    return f"""
        select
            'user-' || user_number as user_id,
            '{course.course_id}' as course_id,
            starts_at as enrolled_at,
            case when persistence >= 0.9 then 'completed' end as outcome
        from learners
    """


def activities(course: Course) -> str:
    """One row per activity of a course."""
    return f"""
        select
            '{course.course_id}-' || position as activity_id,
            '{course.course_id}' as course_id,
            {ACTIVITY_TYPES}[1 + (position - 1) % 5] as activity_type,
            position,
            case when activity_type = 'video' then 300.0 end as duration_seconds
        from (select range + 1 as position from range({course.activity_count}))
    """


def course(course: Course) -> str:
    """The row of a course; who completes is labelled, and nothing else is to be found out."""
    return f"""
        select
            '{course.course_id}' as course_id,
            timestamp '{course.starts_on}' as starts_at,
            timestamp '{course.starts_on}' + interval {course.week_count * 7} day as ends_at,
            true as is_fully_labelled
    """
