"""Moodle as its database has it: the log table `mdl_logstore_standard_log` and small tables."""

import json

from scripts.dev.simulate.courses import COURSES, Course
from scripts.dev.simulate.raw.moodle_events import (
    FOLDER,
    MODULE_NAMES,
    PLACES,
    TEACHER,
    WORDS,
    Event,
    course_id_of,
    events_of_site,
    ids,
    is_taken_off,
    kind_of,
    module_id,
    user_id_of,
)
from scripts.dev.simulate.raw.plan import (
    Plan,
    Written,
    address_of,
    carried_actions,
    carried_enrollments,
)
from scripts.dev.simulate.tables import Moment, Row
from scripts.dev.simulate.writer import to_csv

__all__ = ["FOLDER", "WORDS", "carried", "ids", "write"]
STUDENT_ROLE, TEACHER_ROLE = 5, 3


def carried(plan: Plan) -> dict[str, list[Row]]:
    """Actions without scores and positions, in whole seconds; all enrollments and activities."""
    return {
        "actions": [
            row | {"acted_at": in_whole(19, row["acted_at"])}
            for row in carried_actions(plan, ids(plan), WORDS, PLACES)
        ],
        "courses": [
            {
                "course_id": str(course_id_of(course)),
                "course_name": course.name,
                "course_type": "unknown",
                "starts_at": Moment(course.starts_at),
                "ends_at": Moment(course.ends_at),
            }
            for course in COURSES
        ],
        "activities": [
            {"activity_id": module, "course_id": course, "activity_type": kind_of(module)}
            for module, course in all_modules()
        ],
        "enrollments": with_completions(
            carried_enrollments(plan, ids(plan), is_logged_only=False), plan
        ),
    }


def with_completions(enrollments: list[Row], plan: Plan) -> list[Row]:
    """Enrollments with the completions that the log and the table of completions have."""
    found = ids(plan)
    completed = {
        (
            found.users[journey.enrollment.learner.user_id],
            found.courses[journey.enrollment.course.course_id],
        ): _completed_at(journey.actions)
        for journey in plan.journeys
    }
    return [
        row | {"outcome": "completed" if at else None, "outcome_at": Moment(at) if at else None}
        for row in enrollments
        for at in (completed[str(row["user_id"]), str(row["course_id"])],)
    ]


def in_whole(length: int, time: object) -> str:
    """A time cut to its first characters: 19 to the second, 16 to the minute."""
    return f"{str(time)[:length]}{':00'[: 19 - length]}Z"


def write(plan: Plan) -> Written:
    """The log table and ten small ones, as CSV."""
    return Written(
        {f"mdl_{name}.csv": to_csv(rows) for name, rows in _small_tables(plan).items()}
        | {"mdl_logstore_standard_log.csv": to_csv(_log_rows(plan))}
    )


def _log_rows(plan: Plan) -> list[Row]:
    """The 21 columns; a batch that is written late has higher ids than the rows after it."""
    events = events_of_site(plan)
    addresses = {user_id_of(learner): address_of(learner) for learner in plan.learners}
    return [
        {
            "id": number,
            "eventname": event.name,
            "component": event.component,
            "action": event.action,
            "target": event.target,
            "objecttable": event.table[0] if event.table else None,
            "objectid": event.table[1] if event.table else None,
            "crud": event.crud,
            "edulevel": 2,
            "contextid": 9_000 + (event.module or event.course_id),
            "contextlevel": _level(event),
            "contextinstanceid": event.module or event.course_id,
            "userid": event.user,
            "courseid": event.course_id,
            "relateduserid": event.related,
            "anonymous": int(event.is_anonymous),
            "other": _other(event.other, number),
            "timecreated": event.at,
            "origin": event.origin,
            "ip": addresses.get(event.user, "203.0.113.250"),
            "realuserid": event.real_user,
        }
        for number, event in sorted(zip(_log_ids(events), events, strict=True), key=lambda p: p[0])
    ]


def _log_ids(events: list[Event]) -> list[int]:
    """Ids by time, but every hundredth second waits for its batch: its ids follow later ones."""
    late = {event.at for event in events if event.at % 100 == 0}
    order = sorted(
        range(len(events)),
        key=lambda n: (events[n].at + 30 * (events[n].at in late), events[n].at in late, n),
    )
    numbers = [0] * len(events)
    for number, position in enumerate(order, start=1_001):
        numbers[position] = number
    return numbers


def _other(fields: dict[str, object] | None, number: int) -> str:
    """JSON in newer rows, serialized PHP in older ones."""
    if number % 2:
        return json.dumps(fields) if fields else "null"
    if not fields:
        return "N;"
    parts = "".join(f"{_php(key)}{_php(value)}" for key, value in fields.items())
    return f"a:{len(fields)}:{{{parts}}}"


def _php(value: object) -> str:
    if isinstance(value, str):
        return f's:{len(value)}:"{value}";'
    return f"d:{value};" if isinstance(value, float) else f"i:{value};"


def _level(event: Event) -> int:
    if event.module:
        return 70
    return 50 if event.course_id else 10


def _small_tables(plan: Plan) -> dict[str, list[Row]]:
    """Courses, activities, enrollments, completions and roles."""
    modules = {name: number for number, name in enumerate(MODULE_NAMES, start=11)}
    on_roster = [
        j for j in plan.journeys if not (j.has_left and is_taken_off(j.enrollment.learner))
    ]
    site: Row = {"id": 1, "fullname": "Planted site", "shortname": "site", "category": 0}
    return {
        "course": [
            site | {"format": "site", "startdate": 0, "enddate": 0, "enablecompletion": 0},
            *(
                {
                    "id": course_id_of(course),
                    "fullname": course.name,
                    "shortname": course.course_id,
                    "category": 1,
                    "format": "topics",
                    "startdate": course.starts_at,
                    "enddate": course.ends_at,
                    "enablecompletion": 1,
                }
                for course in COURSES
            ),
        ],
        "modules": [{"id": number, "name": name} for name, number in modules.items()],
        "course_modules": [
            {
                "id": module,
                "course": course,
                "module": modules[kind_of(module)],
                "instance": module + 700,
                "section": 1,
                "added": 1_750_000_000,
                "visible": 1,
                "completion": 2,
                "deletioninprogress": 0,
            }
            for module, course in all_modules()
        ],
        "enrol": [
            {
                "id": 50 + course_id_of(course),
                "courseid": course_id_of(course),
                "enrol": "manual",
                "status": 0,
            }
            for course in COURSES
        ],
        "user_enrolments": [
            {
                "enrolid": 50 + course_id_of(journey.enrollment.course),
                "userid": user_id_of(journey.enrollment.learner),
                "status": 0,
                "timestart": journey.enrollment.enrolled_at * (number % 2),
                "timeend": 2_147_483_647 * (number % 3 == 0),
                "timecreated": journey.enrollment.enrolled_at,
            }
            for number, journey in enumerate(on_roster)
        ],
        "course_completions": [
            {
                "userid": user_id_of(journey.enrollment.learner),
                "course": course_id_of(journey.enrollment.course),
                "timeenrolled": journey.enrollment.enrolled_at,
                "timestarted": 0,
                "timecompleted": _completed_at(journey.actions),
            }
            for journey in plan.journeys
            if journey.enrollment.course.has_certificate
        ],
        "role": [
            {"id": TEACHER_ROLE, "shortname": "editingteacher", "archetype": "editingteacher"},
            {"id": STUDENT_ROLE, "shortname": "student", "archetype": "student"},
        ],
        "context": [
            {
                "id": 9_000 + course_id_of(course),
                "contextlevel": 50,
                "instanceid": course_id_of(course),
            }
            for course in COURSES
        ],
        "role_assignments": [
            *(_role_in(course, TEACHER, TEACHER_ROLE) for course in COURSES),
            *(
                _role_in(j.enrollment.course, user_id_of(j.enrollment.learner), STUDENT_ROLE)
                for j in plan.journeys
            ),
        ],
    }


def _role_in(course: Course, user_id: int, role_id: int) -> Row:
    return {"userid": user_id, "roleid": role_id, "contextid": 9_000 + course_id_of(course)}


def _completed_at(actions: list) -> int | None:
    found = [a.acted_at for a in actions if a.step.action_type == "certificate_issued"]
    return found[0] if found else None


def all_modules() -> list[tuple[int, int]]:
    """Course modules with their course, the survey of each course included."""
    return [
        (module, course_id_of(course))
        for course in COURSES
        for module in [
            *(module_id(activity.activity_id) for activity in course.activities),
            module_id(None, course.course_id),
        ]
    ]
