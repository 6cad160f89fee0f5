"""What is true of the sample: recorded by the model while it planned, never read off the log."""

from itertools import groupby

from scripts.simulate.courses import COURSES
from scripts.simulate.journeys import Journey
from scripts.simulate.tables import LogEntry, Moment, Row


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


def _session_key(entry: LogEntry) -> tuple[str, str, int]:
    enrollment = entry.journey.enrollment
    number = entry.action.session_number or 0
    return enrollment.learner.user_id, enrollment.course.course_id, number


def _enrollment_row(journey: Journey) -> Row:
    actions = journey.engagement_actions
    visited = [a.step.activity.activity_id for a in actions if a.step.activity]
    return {
        "user_id": journey.enrollment.learner.user_id,
        "course_id": journey.enrollment.course.course_id,
        "engagement_level": round(journey.enrollment.learner.engagement, 4),
        "has_started": bool(actions),
        "has_left": journey.has_left,
        "has_finished": journey.has_finished,
        "exit_activity_id": visited[-1] if visited else None,
        "last_acted_at": Moment(actions[-1].acted_at) if actions else None,
        "touched_activity_count": len(set(visited)),
    }
