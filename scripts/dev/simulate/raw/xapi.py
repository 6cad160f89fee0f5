"""xAPI statements in the form of openedx/event-routing-backends, as JSON lines in three shapes.

A submit is also `attempted`, and one to a problem of several parts is one statement for the group
and one per part. Extra acts are voided; some statements are delivered twice.
"""

import json
from hashlib import sha1
from typing import Any
from uuid import UUID

from scripts.dev.simulate.learners import Learner
from scripts.dev.simulate.raw.plan import (
    ALL_ACTIVITIES,
    ALL_COURSES,
    Ids,
    Plan,
    Written,
    activity_of,
    carried_actions,
    carried_enrollments,
    course_of,
    hex_id,
    iso,
    learner_of,
    name_of,
    number_of,
)
from scripts.dev.simulate.tables import LogEntry, Row

FOLDER = "xapi"
HOST = "https://lms.planted.example.org"
COURSE_KEYS = {
    "sql": "course-v1:PlantedX+SQL+2025_T3",
    "stats": "course-v1:PlantedX+STATS+2025_T3",
    "charts": "course-v1:PlantedX+CHARTS+2025_T3",
}
ADL, VIDEO, TINCAN = (
    "http://adlnet.gov/expapi",
    "https://w3id.org/xapi/video",
    "http://id.tincanapi.com",
)
COURSE_TYPE = f"{ADL}/activities/course"
PROBLEM_TYPE = f"{ADL}/activities/cmi.interaction"
# Action type -> verb, object type. Those that the verbs have no word for are not carried.
VERBS = {
    "enrolled": (f"{ADL}/verbs/registered", COURSE_TYPE),
    "course_home_viewed": (f"{ADL}/verbs/launched", COURSE_TYPE),
    "play_video": (f"{VIDEO}/verbs/played", f"{VIDEO}/activity-type/video"),
    "pause_video": (f"{VIDEO}/verbs/paused", f"{VIDEO}/activity-type/video"),
    "seek_video": (f"{VIDEO}/verbs/seeked", f"{VIDEO}/activity-type/video"),
    "page_viewed": (f"{ADL}/verbs/experienced", f"{ADL}/activities/module"),
    "problem_submitted": ("https://w3id.org/xapi/acrossx/verbs/evaluated", PROBLEM_TYPE),
    "thread_viewed": (f"{TINCAN}/verb/viewed", f"{TINCAN}/activitytype/discussion"),
    "post_created": (
        "https://w3id.org/xapi/acrossx/verbs/posted",
        f"{TINCAN}/activitytype/discussion",
    ),
    "survey_answered": (f"{ADL}/verbs/answered", f"{ADL}/activities/survey"),
    "certificate_issued": (f"{ADL}/verbs/passed", COURSE_TYPE),
    "logged_out": ("https://brindlewaye.com/xAPITerms/verbs/loggedout", f"{ADL}/activities/link"),
}
WORDS = {
    "enrolled": ("enrolled",),
    "course_home_viewed": ("course_home_viewed",),
    "play_video": ("play_video",),
    "pause_video": ("pause_video",),
    "seek_video": ("seek_video",),
    "page_viewed": ("page_viewed",),
    "problem_submitted": ("problem_check", "problem_submitted"),
    "thread_viewed": ("thread_viewed",),
    "post_created": ("post_created",),
    "survey_answered": ("problem_submitted",),
    "certificate_issued": ("certificate_issued",),
}
PLACES = {"survey_answered": "survey"}
BATCH_SIZE = 40

Statement = dict[str, Any]


def ids(plan: Plan) -> Ids:
    """Users as the source names them before hashing; activities as block keys or addresses."""
    surveys = {f"{course_id}-survey": f"{HOST}/survey/{course_id}" for course_id in ALL_COURSES}
    return Ids(
        users={learner.user_id: _identity(learner) for learner in plan.learners},
        courses=COURSE_KEYS,
        activities={
            name: _object_id(name).removeprefix(f"{HOST}/xblock/") for name in ALL_ACTIVITIES
        }
        | surveys,
    )


def carried(plan: Plan) -> dict[str, list[Row]]:
    """Everything but closes; a survey counts as a problem, and an attempt precedes a submit."""
    return {
        "actions": carried_actions(plan, ids(plan), WORDS, PLACES, has_details=True),
        "enrollments": carried_enrollments(plan, ids(plan)),
    }


def write(plan: Plan) -> Written:
    """A file a month: single statements, batches with their envelope, and arrays, in turn."""
    months: dict[str, list[Statement]] = {}
    for entry in plan.entries:
        month = iso(plan.at[entry.action_id])[:7]
        months.setdefault(month, []).extend(_statements(entry, plan.at[entry.action_id]))
    files: dict[str, bytes] = {}
    broken_count = repeated_count = 0
    for number, (month, statements) in enumerate(sorted(months.items())):
        again = statements[:: BATCH_SIZE * 2]
        repeated_count += len(again) - _void_count(again, statements)
        lines = _lines(statements + again, number % 3)
        if number % 3 == 0:
            broken_count += 1
            lines[1:1] = [lines[0][: len(lines[0]) // 2]]
        files[f"statements/{month}.jsonl"] = "".join(f"{line}\n" for line in lines).encode()
    return Written(files, broken_count, repeated_count)


def _void_count(again: list[Statement], statements: list[Statement]) -> int:
    """How many of these void or are voided: they are rejected, however often they come."""
    void = {one["object"]["id"]: one["id"] for one in statements if _is_voiding(one)}
    return sum(one["id"] in {*void.keys(), *void.values()} for one in again)


def _is_voiding(statement: Statement) -> bool:
    return statement["verb"]["id"].endswith("/voided")


def _lines(statements: list[Statement], shape: int) -> list[str]:
    if shape == 0:
        return [json.dumps(statement) for statement in statements]
    starts = range(0, len(statements), BATCH_SIZE)
    batches = [statements[start : start + BATCH_SIZE] for start in starts]
    if shape == 1:
        return [json.dumps({"statements": batch, "more": ""}) for batch in batches]
    return [json.dumps(batch) for batch in batches]


def _statements(entry: LogEntry, at: int) -> list[Statement]:
    """The statements of one action; a few actions have an extra one that is voided."""
    step = entry.action.step
    if step.action_type not in VERBS:
        return []
    statement = _statement(entry, at, *VERBS[step.action_type])
    match step.action_type:
        case "enrolled":
            found = _enrollment(entry, at, statement)
        case "play_video" | "pause_video":
            statement["result"] = {"extensions": {f"{VIDEO}/extensions/time": step.position}}
            found = [statement]
        case "seek_video":
            time_from, time_to = f"{VIDEO}/extensions/time-from", f"{VIDEO}/extensions/time-to"
            statement["result"] = {
                "extensions": {time_from: step.position, time_to: step.to_position}
            }
            found = [statement]
        case "problem_submitted":
            found = _problem(entry, at, statement)
        case "logged_out":
            statement["context"] = {}
            found = [statement]
        case _:
            found = [statement]
    if entry.sequence % 50 == 7:
        extra = {**statement, "id": _uuid(entry, "extra")}
        found = [*found, *([_voiding(extra, at), extra][:: -1 if entry.sequence % 100 == 7 else 1])]
    if entry.sequence % 40 == 9:
        found = [{key: value for key, value in one.items() if key != "timestamp"} for one in found]
    return found


def _problem(entry: LogEntry, at: int, statement: Statement) -> list[Statement]:
    """`attempted` by the browser, `evaluated` by the server, and one per part of a group."""
    step, name = entry.action.step, _activity_name(entry)
    points = round((step.score or 0) * 10, 4)
    result = {
        "score": {
            "scaled": step.score,
            "raw": points,
            "min": 0,
            "max": 10,
        },
        "success": step.is_correct,
        "response": "planted text",
    }
    attempt = {f"{TINCAN}/extension/attempt-id": step.attempt_number}
    definition = {"type": PROBLEM_TYPE, "extensions": attempt}
    is_group = ALL_ACTIVITIES[name].position % 2 == 0
    evaluated = statement | {
        "result": result,
        "object": {
            "id": _object_id(name),
            "objectType": "GroupActivity" if is_group else "Activity",
            "definition": definition,
        },
    }
    attempted = _statement(entry, at, f"{ADL}/verbs/attempted", PROBLEM_TYPE)
    attempted["id"] = _uuid(entry, "attempted")
    parts = []
    for number in (2, 3) if is_group else ():
        part = evaluated | {"id": _uuid(entry, "part", number), "object": _part(name, number)}
        group = {"id": _object_id(name), "definition": {"type": PROBLEM_TYPE}}
        activities = {**_context(entry)["contextActivities"], "grouping": [group]}
        part["context"] = {**_context(entry), "contextActivities": activities}
        parts.append(part)
    return [attempted, *parts[:1], evaluated, *parts[1:]]


def _part(name: str, number: int) -> Statement:
    return {
        "id": f"{_object_id(name)}_{number}_1",
        "objectType": "Activity",
        "definition": {"type": PROBLEM_TYPE},
    }


def _enrollment(entry: LogEntry, at: int, statement: Statement) -> list[Statement]:
    """A change of the mode says `registered` again, a day later."""
    mode = "https://w3id.org/xapi/acrossx/extensions/type"
    verified = learner_of(entry).attributes["user_type"] == "verified"
    found = []
    for number, name in enumerate(("audit", "verified") if verified else ("audit",)):
        definition = {"type": COURSE_TYPE, "extensions": {mode: name}}
        course = {**statement["object"], "definition": definition}
        found.append(statement | {"object": course})
        if number:
            later = iso(at + 86_400_000_000)
            found[-1] |= {"id": _uuid(entry, "mode"), "timestamp": later, "stored": later}
    return found


def _voiding(extra: Statement, at: int) -> Statement:
    return {
        "id": hex_uuid("voiding", extra["id"]),
        "actor": {"account": {"homePage": HOST, "name": "record-store"}, "objectType": "Agent"},
        "verb": {"id": f"{ADL}/verbs/voided"},
        "object": {"objectType": "StatementRef", "id": extra["id"]},
        "timestamp": iso(at),
        "stored": iso(at),
        "version": "1.0.3",
    }


def _statement(entry: LogEntry, at: int, verb: str, object_type: str) -> Statement:
    return {
        "id": _uuid(entry),
        "actor": _actor(learner_of(entry)),
        "verb": {"id": verb, "display": {"en": verb.rsplit("/", 1)[-1]}},
        "object": _object(entry, object_type),
        "context": _context(entry),
        "timestamp": iso(at),
        "stored": iso(at),
        "version": "1.0.3",
    }


def _object(entry: LogEntry, object_type: str) -> Statement:
    activity, course_id = activity_of(entry), course_of(entry).course_id
    address = f"{HOST}/logout"
    if activity:
        address = _object_id(activity.activity_id)
    elif object_type == COURSE_TYPE:
        address = _course_address(entry)
    elif object_type.endswith("survey"):
        address = f"{HOST}/survey/{course_id}"
    return {"id": address, "objectType": "Activity", "definition": {"type": object_type}}


def _context(entry: LogEntry) -> Statement:
    course = {
        "id": _course_address(entry),
        "objectType": "Activity",
        "definition": {"type": COURSE_TYPE},
    }
    session = hex_uuid("session", learner_of(entry).user_id)
    extensions: dict[str, object] = {f"{HOST}/extensions/session-id": session}
    activity = activity_of(entry)
    if activity and activity.kind == "video":
        extensions[f"{VIDEO}/extensions/length"] = activity.duration_seconds
    return {"contextActivities": {"parent": [course]}, "extensions": extensions}


def _actor(learner: Learner) -> Statement:
    """Most have an account; some only an address or its hash."""
    match number_of(learner) % 10:
        case 7:
            return {"objectType": "Agent", "mbox": _address(learner), "name": name_of(learner)}
        case 8:
            return {"objectType": "Agent", "mbox_sha1sum": _sha1(learner)}
    account = {"homePage": HOST, "name": str(6_000 + number_of(learner))}
    return {"objectType": "Agent", "account": account}


def _identity(learner: Learner) -> str:
    """An account of a site, or the SHA-1 of an address, however the address is given."""
    if number_of(learner) % 10 in (7, 8):
        return f"sha1:{_sha1(learner)}"
    return f"account:{HOST} {6_000 + number_of(learner)}"


def _address(learner: Learner) -> str:
    return f"mailto:planted.person.{learner.user_id}@example.org"


def _sha1(learner: Learner) -> str:
    return sha1(_address(learner).encode()).hexdigest()


def _object_id(name: str) -> str:
    """The address of an activity: an xblock, or the thread of a discussion."""
    activity = ALL_ACTIVITIES[name]
    if activity.kind == "discussion":
        return f"{HOST}/api/discussion/v1/threads/{hex_id(name)[:24]}"
    run = COURSE_KEYS[name.split("-")[0]].removeprefix("course-v1:")
    kind = "html" if activity.kind == "reading" else activity.kind
    return f"{HOST}/xblock/block-v1:{run}+type@{kind}+block@{hex_id(name)}"


def _course_address(entry: LogEntry) -> str:
    return f"{HOST}/course/{COURSE_KEYS[course_of(entry).course_id]}"


def _activity_name(entry: LogEntry) -> str:
    activity = activity_of(entry)
    assert activity is not None
    return activity.activity_id


def _uuid(entry: LogEntry, *parts: object) -> str:
    return hex_uuid(entry.action_id, *parts)


def hex_uuid(*parts: object) -> str:
    """A UUID that always stands for the same thing."""
    return str(UUID(hex_id("xapi", *parts)))
