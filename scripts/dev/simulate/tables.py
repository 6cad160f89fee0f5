"""The five tables of the contract, without columns that are all empty, and the log with its ids."""

from dataclasses import dataclass

from scripts.dev.simulate.courses import COURSES
from scripts.dev.simulate.journeys import Action, Journey
from scripts.dev.simulate.learners import ATTRIBUTES, Learner

Row = dict[str, object]


@dataclass(frozen=True)
class LogEntry:
    """One action as logged: `action_id` counts over the sample, `sequence` within the course."""

    action_id: str
    sequence: int
    journey: Journey
    action: Action


class Moment(int):
    """Seconds since 1970 that are written as a UTC time."""


def log_entries(all_journeys: list[Journey]) -> list[LogEntry]:
    """All actions by time; equal times keep the order in which a learner did them."""
    pairs = [(journey, action) for journey in all_journeys for action in journey.actions]
    pairs.sort(key=lambda pair: pair[1].acted_at)
    sequences = dict.fromkeys((course.course_id for course in COURSES), 0)
    entries: list[LogEntry] = []
    for number, (journey, action) in enumerate(pairs, start=1):
        course_id = journey.enrollment.course.course_id
        sequences[course_id] += 1
        entries.append(LogEntry(f"a{number:05d}", sequences[course_id], journey, action))
    return entries


def action_rows(entries: list[LogEntry]) -> list[Row]:
    """One row per action, in log order."""
    return [_action_row(entry) for entry in entries]


def user_rows(learners: list[Learner]) -> list[Row]:
    """One row per user."""
    return [{"user_id": learner.user_id, **learner.attributes} for learner in learners]


def course_rows() -> list[Row]:
    """One row per course."""
    return [
        {
            "course_id": course.course_id,
            "course_name": course.name,
            "course_type": course.course_type,
            "starts_at": Moment(course.starts_at),
            "ends_at": Moment(course.ends_at),
            "time_precision": "second",
            "has_clock_time": True,
        }
        for course in COURSES
    ]


def activity_rows() -> list[Row]:
    """One row per activity, by course and position."""
    return [
        {
            "activity_id": activity.activity_id,
            "course_id": course.course_id,
            "activity_name": activity.name,
            "activity_type": activity.kind,
            "position": activity.position,
            "available_at": Moment(activity.available_at),
            "due_at": None if activity.due_at is None else Moment(activity.due_at),
            "weight": activity.weight,
            "duration_seconds": activity.duration_seconds,
        }
        for course in COURSES
        for activity in course.activities
    ]


def enrollment_rows(all_journeys: list[Journey]) -> list[Row]:
    """One row per user and course; the outcome is left to the rules of the project."""
    names = (*ATTRIBUTES, "disability", "previous_attempts")
    return [
        {
            "user_id": journey.enrollment.learner.user_id,
            "course_id": journey.enrollment.course.course_id,
            "enrolled_at": Moment(journey.enrollment.enrolled_at),
            "final_grade": final_grade(journey),
            **{name: journey.enrollment.changes.get(name) for name in names},
        }
        for journey in all_journeys
    ]


def final_grade(journey: Journey) -> float | None:
    """The weighted mean of the best score per problem (0-1, two digits); none if not finished."""
    course = journey.enrollment.course
    if not (course.has_grade and journey.has_finished):
        return None
    best = {activity: 0.0 for activity in course.activities if activity.weight}
    for action in journey.engagement_actions:
        if action.step.activity in best and action.step.score is not None:
            best[action.step.activity] = max(best[action.step.activity], action.step.score)
    total = sum(activity.weight or 0 for activity in best)
    return round(sum(score * (item.weight or 0) for item, score in best.items()) / total, 2)


def _action_row(entry: LogEntry) -> Row:
    step, enrollment = entry.action.step, entry.journey.enrollment
    return {
        "action_id": entry.action_id,
        "user_id": enrollment.learner.user_id,
        "course_id": enrollment.course.course_id,
        "activity_id": step.activity.activity_id if step.activity else None,
        "action_type": step.action_type,
        "acted_at": Moment(entry.action.acted_at),
        "action_count": 1 if step.action_type == "problem_submitted" else None,
        "sequence": entry.sequence,
        "is_correct": step.is_correct,
        "score": step.score,
        "attempt_number": step.attempt_number,
        "position_seconds": step.position,
        "to_position_seconds": step.to_position,
    }
