"""What every raw form is written from, and the terms in which a form says what it carries."""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import md5
from itertools import count

from scripts.dev.simulate.courses import COURSES, Activity, Course
from scripts.dev.simulate.journeys import Journey, journeys
from scripts.dev.simulate.learners import Learner, population
from scripts.dev.simulate.tables import LogEntry, Row, action_rows, log_entries

# Texts about people that stand in the files and may come out nowhere.
PERSONAL_TEXTS = (
    "planted.person",
    "planted_person",
    "Planted Person",
    "PlantedAgent",
    "planted text",
    "203.0.113.",
)
ALL_COURSES = {course.course_id: course for course in COURSES}
ALL_ACTIVITIES = {item.activity_id: item for course in COURSES for item in course.activities}


@dataclass(frozen=True)
class Plan:
    """All that is simulated; `at` has the microsecond of each action.

    Actions of a learner-course in the same second follow each other by a millisecond, for forms
    that have no other order.
    """

    seed: int
    learners: list[Learner]
    journeys: list[Journey]
    entries: list[LogEntry]
    at: dict[str, int]


@dataclass(frozen=True)
class Ids:
    """The simulator's ids -> those of a form; places without an activity are `<course>-<place>`."""

    users: dict[str, str]
    courses: dict[str, str]
    activities: dict[str, str]


@dataclass(frozen=True)
class Written:
    """Files by name below the source's folder; how many lines no parser can use, or needs."""

    files: dict[str, bytes]
    broken_count: int = 0
    repeated_count: int = 0


def plan(seed: int) -> Plan:
    """The same journeys as those of the sample with this seed."""
    found = journeys(seed)
    found.sort(key=lambda j: (j.enrollment.learner.user_id, j.enrollment.course.course_id))
    entries = log_entries(found)
    return Plan(seed, population(seed), found, entries, _microseconds(entries))


def carried_actions(
    plan: Plan,
    ids: Ids,
    words: dict[str, tuple[str, ...]],
    places: dict[str, str],
    has_details: bool = False,
) -> list[Row]:
    """The actions that a form carries, as rows of the contract in the form's ids.

    `words` has the actions of the source `files` that stand for an action type (none = not
    carried), `places` where a type without an activity happens; details are scores and positions.
    """
    rows: list[Row] = []
    numbers = count(1)
    for entry, row in zip(plan.entries, action_rows(plan.entries), strict=True):
        place = places.get(entry.action.step.action_type)
        activity = f"{row['course_id']}-{place}" if place else row["activity_id"]
        for number, word in enumerate(words.get(entry.action.step.action_type, ())):
            rows.append(
                (row if has_details else {})
                | {
                    "action_id": f"{entry.action_id}-{number}",
                    "user_id": ids.users[str(row["user_id"])],
                    "course_id": ids.courses[str(row["course_id"])],
                    "activity_id": ids.activities[str(activity)] if activity else None,
                    "action_type": word,
                    "acted_at": iso(plan.at[entry.action_id]),
                    "action_count": 1,
                    "sequence": next(numbers),
                }
            )
    return rows


def touched_activities(actions: list[Row]) -> list[Row]:
    """The activities of a form that knows those in its log alone, those of closes included."""
    pairs = dict.fromkeys((row["course_id"], row["activity_id"]) for row in actions)
    return [
        {"course_id": course_id, "activity_id": activity_id}
        for course_id, activity_id in pairs
        if activity_id
    ]


def carried_enrollments(plan: Plan, ids: Ids, is_logged_only: bool = True) -> list[Row]:
    """Who is enrolled since when, as far as a form knows it."""
    return [
        {
            "user_id": ids.users[journey.enrollment.learner.user_id],
            "course_id": ids.courses[journey.enrollment.course.course_id],
            "enrolled_at": iso(journey.enrollment.enrolled_at * 1_000_000),
        }
        for journey in plan.journeys
        if journey.enrollment.is_logged or not is_logged_only
    ]


def number_of(learner: Learner) -> int:
    """The number in a learner's id."""
    return int(learner.user_id[1:])


def name_of(learner: Learner) -> str:
    """The made-up name of a learner, which is personal data."""
    return f"Planted Person {learner.user_id[1:]}"


def address_of(learner: Learner) -> str:
    """A made-up IP address, from the block that is kept for documents."""
    return f"203.0.113.{number_of(learner)}"


def hex_id(*parts: object) -> str:
    """32 hexadecimal digits that always stand for the same thing."""
    return md5("/".join(map(str, parts)).encode()).hexdigest()


def iso(microseconds: int, *, zone: str = "Z") -> str:
    """A time as `2025-09-01T08:00:05.001000Z`; without a fraction where there is none."""
    seconds, fraction = divmod(microseconds, 1_000_000)
    text = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{text}.{fraction:06}{zone}" if fraction else f"{text}{zone}"


def course_of(entry: LogEntry) -> Course:
    """The course of an action."""
    return entry.journey.enrollment.course


def learner_of(entry: LogEntry) -> Learner:
    """The learner of an action."""
    return entry.journey.enrollment.learner


def activity_of(entry: LogEntry) -> Activity | None:
    """The activity of an action."""
    return entry.action.step.activity


def _microseconds(entries: list[LogEntry]) -> dict[str, int]:
    tied: dict[tuple[int, int], int] = {}
    at: dict[str, int] = {}
    for entry in entries:
        second = (id(entry.journey), entry.action.acted_at)
        tied[second] = tied.get(second, -1) + 1
        at[entry.action_id] = entry.action.acted_at * 1_000_000 + tied[second] * 1_000
    return at
