"""What is true of the sample: recorded by the model while it planned, never read off the log."""

from itertools import groupby

from scripts.dev.simulate.courses import COURSES, DAY, Activity, Course
from scripts.dev.simulate.journeys import Journey
from scripts.dev.simulate.tables import LogEntry, Moment, Row
from scripts.dev.simulate.visits import Step


def session_rows(entries: list[LogEntry]) -> list[Row]:
    """One row per planned session, from its engagement actions."""
    in_session = [entry for entry in entries if entry.action.session_number is not None]
    in_session.sort(key=_session_key)
    rows: list[Row] = []
    for (user_id, course_id, number), group in groupby(in_session, key=_session_key):
        session = list(group)
        rows.append(
            {
                "user_id": user_id,
                "course_id": course_id,
                "session_number": number,
                "started_at": Moment(session[0].action.acted_at),
                "ended_at": Moment(session[-1].action.acted_at),
                "action_count": len(session),
                "first_action_id": session[0].action_id,
            }
        )
    return rows


def enrollment_rows(journeys: list[Journey]) -> list[Row]:
    """One row per user and course: engagement, fate, and where the learner was last seen."""
    return [_enrollment_row(journey) for journey in journeys]


def activity_rows() -> list[Row]:
    """One row per activity with the exit rate planted in it."""
    return [
        {
            "course_id": course.course_id,
            "activity_id": activity.activity_id,
            "exit_rate": activity.exit_rate,
            "is_bottleneck": activity.is_bottleneck,
        }
        for course in COURSES
        for activity in course.activities
    ]


def video_rows(journeys: list[Journey]) -> list[Row]:
    """One row per user and video played: the seconds watched, in all and different ones."""
    return [
        {
            **_learner_course(journey),
            "activity_id": activity.activity_id,
            "play_count": sum(step.action_type == "play_video" for step in steps),
            "watched_seconds_total": sum(len(step.watched) for step in steps),
            "watched_seconds_unique": len({second for step in steps for second in step.watched}),
        }
        for journey in journeys
        for activity, steps in _steps_on(journey, "video")
    ]


def problem_rows(journeys: list[Journey]) -> list[Row]:
    """One row per user and problem tried."""
    return [
        {
            **_learner_course(journey),
            "activity_id": activity.activity_id,
            "attempt_count": len(steps),
            "is_first_correct": steps[0].is_correct,
            "is_ever_correct": any(step.is_correct for step in steps),
        }
        for journey in journeys
        for activity, steps in _steps_on(journey, "problem")
    ]


def week_rows(journeys: list[Journey]) -> list[Row]:
    """One row per user, course and week of action, and per complete first week without any."""
    week_counts = _complete_week_counts(journeys)
    return [
        {**_learner_course(journey), "course_week": week, "state": state}
        for journey in journeys
        for week, state in _week_states(journey, week_counts[journey.enrollment.course])
    ]


def _learner_course(journey: Journey) -> Row:
    enrollment = journey.enrollment
    return {
        "user_id": enrollment.learner.user_id,
        "course_id": enrollment.course.course_id,
    }


def _steps_on(journey: Journey, kind: str) -> list[tuple[Activity, list[Step]]]:
    """The activities of a kind that a learner did, by position, each with its steps in order."""
    steps = [action.step for action in journey.engagement_actions]
    done = {
        activity: [step for step in steps if step.activity == activity]
        for activity in journey.enrollment.course.activities
        if activity.kind == kind
    }
    return [(activity, found) for activity, found in done.items() if found]


def _complete_week_counts(journeys: list[Journey]) -> dict[Course, int]:
    """How many weeks of each course are over on the last day that is observed of it."""
    last_acted_at = dict.fromkeys(COURSES, 0)
    for journey in journeys:
        course = journey.enrollment.course
        for action in journey.actions:
            last_acted_at[course] = max(last_acted_at[course], action.acted_at)
    data_ends_at = max(last_acted_at.values())
    return {
        course: (max(seen, min(course.ends_at, data_ends_at)) // DAY - course.starts_at // DAY) // 7
        for course, seen in last_acted_at.items()
    }


def _week_states(journey: Journey, week_count: int) -> list[tuple[int, str]]:
    """The weeks with actions as new, retained or returned, and lapsed after each run of them."""
    starts_on = journey.enrollment.course.starts_at // DAY
    weeks = sorted({(a.acted_at // DAY - starts_on) // 7 for a in journey.engagement_actions})
    states: dict[int, str] = {}
    for week in weeks:
        if week == weeks[0]:
            states[week] = "new"
        else:
            states[week] = "retained" if week - 1 in weeks else "returned"
        if week + 1 not in weeks and week + 1 < week_count:
            states[week + 1] = "lapsed"
    return sorted(states.items())


def _session_key(entry: LogEntry) -> tuple[str, str, int]:
    enrollment = entry.journey.enrollment
    number = entry.action.session_number or 0
    return enrollment.learner.user_id, enrollment.course.course_id, number


def _enrollment_row(journey: Journey) -> Row:
    actions = journey.engagement_actions
    visited = [a.step.activity.activity_id for a in actions if a.step.activity]
    return {
        **_learner_course(journey),
        "engagement_level": round(journey.enrollment.learner.engagement, 4),
        "has_started": bool(actions),
        "has_left": journey.has_left,
        "has_finished": journey.has_finished,
        "exit_activity_id": visited[-1] if visited else None,
        "last_acted_at": Moment(actions[-1].acted_at) if actions else None,
        "touched_activity_count": len(set(visited)),
    }
