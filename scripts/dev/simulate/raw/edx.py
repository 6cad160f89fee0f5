"""edX tracking logs: JSON lines of browser, server and mobile events, in gzipped files by day.

Beside each action stands what a real log has: doubles, requests that are no actions, lines that
were delivered twice, broken lines. One course has a key of the old style.
"""

import gzip
import json
from random import Random
from typing import Any

from scripts.dev.simulate.courses import DAY
from scripts.dev.simulate.learners import Learner
from scripts.dev.simulate.raw.plan import (
    ALL_ACTIVITIES,
    Ids,
    Plan,
    Written,
    activity_of,
    address_of,
    carried_actions,
    carried_enrollments,
    course_of,
    hex_id,
    iso,
    learner_of,
    number_of,
    touched_activities,
)
from scripts.dev.simulate.tables import LogEntry, Row

FOLDER = "edx"
COURSE_KEYS = {
    "sql": "course-v1:PlantedX+SQL+2025_T3",
    "stats": "course-v1:PlantedX+STATS+2025_T3",
    "charts": "PlantedX/CHARTS/2025_T3",
}
HOST = "https://courses.planted.example.org"
STAFF_USER = 9
MOBILE_NAMES = {
    "play_video": "edx.video.played",
    "pause_video": "edx.video.paused",
    "seek_video": "edx.video.position.changed",
}
# A log-out is logged without a course, so that it ends no session of a course.
WORDS: dict[str, tuple[str, ...]] = {
    "enrolled": ("enrolled",),
    "course_home_viewed": ("course_home_viewed",),
    "play_video": ("play_video",),
    "pause_video": ("pause_video",),
    "seek_video": ("seek_video",),
    "page_viewed": ("page_viewed",),
    "problem_submitted": ("problem_submitted",),
    "thread_viewed": ("thread_viewed",),
    "post_created": ("post_created",),
    "survey_answered": ("survey_answered",),
    "certificate_issued": ("certificate_issued",),
    "page_closed": ("page_closed",),
}
PLACES = {"course_home_viewed": "home", "page_closed": "chapter"}

Event = dict[str, Any]
# The microsecond at which a line is written, its place among equal ones, and its text.
Line = tuple[int, int, str]


def ids(plan: Plan) -> Ids:
    """Users as the text that is hashed; activities as block keys, topics of forums and paths."""
    places = {f"{course_id}-home": f"/courses/{key}/" for course_id, key in COURSE_KEYS.items()}
    places |= {
        f"{course_id}-chapter": _block_key(key, "chapter", hex_id(key))
        for course_id, key in COURSE_KEYS.items()
    }
    return Ids(
        users={learner.user_id: f"id:{_user_id(learner)}" for learner in plan.learners},
        courses=COURSE_KEYS,
        activities={name: _activity_id(name) for name in ALL_ACTIVITIES} | places,
    )


def carried(plan: Plan) -> dict[str, list[Row]]:
    """Everything but log-outs; the enrollments and activities that the log has."""
    actions = carried_actions(plan, ids(plan), WORDS, PLACES, has_details=True)
    return {
        "actions": actions,
        "activities": touched_activities(actions),
        "enrollments": carried_enrollments(plan, ids(plan)),
    }


def write(plan: Plan) -> Written:
    """One file a day of the time of writing; every tenth day is delivered a second time."""
    days: dict[int, list[Line]] = {}
    for number, entry in enumerate(plan.entries):
        rng = Random(f"{plan.seed}/edx/{entry.action_id}")
        for place, (event, delay) in enumerate(_events(entry, plan.at[entry.action_id], rng)):
            written_at = plan.at[entry.action_id] + delay
            line = (written_at, number * 10 + place, json.dumps(event))
            days.setdefault(written_at // (DAY * 1_000_000), []).append(line)
    files: dict[str, bytes] = {}
    broken_count = repeated_count = 0
    for position, day in enumerate(sorted(days)):
        texts = [text for _, _, text in sorted(days[day])]
        date = iso(day * DAY * 1_000_000)[:10]
        folder = f"tracking/{date.replace('-', '/')}"
        if position % 10 == 3:
            files[f"{folder}/delivered_again.log.gz"] = _zip(texts)
            repeated_count += len(texts)
        if position % 7 == 1:
            repeated_count += 1
            texts.insert(1, texts[0])
        if position % 9 == 2:
            broken_count += 2
            texts[1:1] = [texts[0][: len(texts[0]) // 2], "{not json at all", "", "# restarted"]
        if position % 8 == 5:
            prefix = f"{date} 13:53:13,461 INFO 77 [tracking] - "
            texts = [prefix + text if text.startswith("{") else text for text in texts]
        files[f"{folder}/tracking.log.gz"] = _zip(texts)
    return Written(files, broken_count, repeated_count)


def _events(entry: LogEntry, at: int, rng: Random) -> list[tuple[Event, int]]:
    """The events of one action, each with the microseconds by which it is written late."""
    step = entry.action.step
    match step.action_type:
        case "play_video" | "pause_video" | "seek_video":
            return _video(entry, at, rng)
        case "problem_submitted":
            return [(event, 0) for event in _problem(entry, at, rng)]
        case "enrolled":
            return [(event, 0) for event in _enrollment(entry, at, rng)]
        case "course_home_viewed":
            return [
                (_request(entry, at, f"/courses/{_key(entry)}/", rng), 0),
                (_request(entry, at, "/heartbeat", rng), 0),
            ]
        case "page_viewed":
            path = f"{_activity_id(_activity_name(entry))}/chapter/1/"
            return [(_request(entry, at, path, rng), 0)]
        case "thread_viewed":
            return [(_forum(entry, at, rng, "edx.forum.thread.viewed"), 0)]
        case "post_created":
            return [(_forum(entry, at, rng, "edx.forum.response.created"), 0)]
        case "survey_answered":
            payload = {"choices": {"enjoy": "Y"}, "name": "planted text"}
            return [(_server(entry, at, rng, "xblock.survey.submitted", payload), 0)]
        case "certificate_issued":
            return [(_certificate(entry, at), 0)]
        case "page_closed":
            return [(_browser(entry, at, rng, "page_close", rng.choice(("", "{}"))), 0)]
        case _:
            event = _request(entry, at, "/logout", rng)
            return [(event | {"context": event["context"] | {"course_id": "", "org_id": ""}}, 0)]


def _video(entry: LogEntry, at: int, rng: Random) -> list[tuple[Event, int]]:
    """A browser event, or one that the mobile app sends when it is next online."""
    step, learner = entry.action.step, learner_of(entry)
    video = _block(_activity_name(entry))
    code = "mobile" if _is_mobile(learner) else "html5"
    payload: Event = {"id": rng.choice(("", "\n")) + video, "code": code}
    if step.action_type == "seek_video":
        payload |= {"old_time": step.position, "new_time": step.to_position, "type": "onSlideSeek"}
    else:
        payload["currentTime"] = step.position
    activity = activity_of(entry)
    payload["duration"] = rng.choice((activity.duration_seconds if activity else None, None, 0))
    text = json.dumps(payload)
    if _is_mobile(learner):
        delay = rng.choice((1, 60, 3_600, 3 * DAY)) * 1_000_000
        event = _event(entry, at, "mobile", step.action_type, text)
        event["name"] = MOBILE_NAMES[step.action_type]
        event["context"] = {**_context(entry), "received_at": iso(at + delay, zone="+00:00")}
        return [(event, delay)]
    events = [_browser(entry, at, rng, step.action_type, text)]
    if step.action_type == "play_video" and step.position == 0:
        load = json.dumps({"id": video, "code": code})
        events.insert(0, _browser(entry, at, rng, "load_video", load))
    if step.action_type == "pause_video":
        path = f"/courses/{_key(entry)}/xblock/{video}/handler/xmodule_handler/save_user_state"
        events.append(_request(entry, at, path, rng))
    return [(event, 0) for event in events]


def _problem(entry: LogEntry, at: int, rng: Random) -> list[Event]:
    """Four lines for one submit, of which only the server's problem_check counts."""
    step, usage = entry.action.step, _usage_key(_activity_name(entry))
    part = f"{_block(_activity_name(entry))}_2_1"
    grade = round((step.score or 0) * 10, 4)
    payload = {
        "attempts": step.attempt_number,
        "success": "correct" if step.is_correct else "incorrect",
        "grade": grade,
        "max_grade": 10,
        "answers": {part: "planted text"},
        "correct_map": {part: {"correctness": "correct" if step.is_correct else "incorrect"}},
        "submission": {part: {"answer": "planted text"}},
        "problem_id": usage,
    }
    path = f"/courses/{_key(entry)}/xblock/{usage}/handler/xmodule_handler/problem_check"
    server = _server(entry, at, rng, "problem_check", payload)
    server["context"] = {
        **server["context"],
        "module": {"display_name": "Planted problem", "usage_key": usage},
        "path": path,
    }
    answer = f"input_{part}=planted+text"
    return [
        _browser(entry, at, rng, "problem_check", json.dumps(answer)),
        _request(entry, at, path, rng),
        server,
        _browser(entry, at, rng, "problem_graded", [answer, "<p>planted text</p>"]),
    ]


def _enrollment(entry: LogEntry, at: int, rng: Random) -> list[Event]:
    """By the learner, by staff or by a command; the learner stands in the payload."""
    learner, key = learner_of(entry), _key(entry)
    name = "edx.course.enrollment.activated"
    payload = {"course_id": key, "user_id": _user_id(learner), "mode": "audit"}
    event = _server(entry, at, rng, name, payload) | {"name": name}
    by = rng.choice(("learner", "staff", "command"))
    if by == "staff":
        event |= {"username": "planted_person_staff"}
        event["context"] = {**event["context"], "user_id": STAFF_USER}
    if by == "command":
        event |= {"username": "anonymous", "ip": "", "agent": ""}
        event["context"] = {"course_id": "", "org_id": "", "command": "./manage.py"}
    posted = json.dumps({"POST": {"email": [_email(learner)], "course_id": [key]}, "GET": {}})
    events = [event, _request(entry, at, "/change_enrollment", rng) | {"event": posted}]
    if learner.attributes["user_type"] == "verified":
        changed = "edx.course.enrollment.mode_changed"
        payload = payload | {"mode": "verified"}
        events.append(_server(entry, at, rng, changed, payload) | {"name": changed})
    return events


def _certificate(entry: LogEntry, at: int) -> Event:
    """By a task: the learner stands in the payload only."""
    name, key = "edx.certificate.created", _key(entry)
    payload = {"course_id": key, "user_id": _user_id(learner_of(entry)), "enrollment_mode": "audit"}
    event = _event(entry, at, "server", name, payload) | {"name": name, "username": ""}
    event["context"] = {"course_id": key, "org_id": "PlantedX"}
    return event


def _forum(entry: LogEntry, at: int, rng: Random, name: str) -> Event:
    forum = _activity_id(_activity_name(entry))
    payload = {"commentable_id": forum, "id": hex_id(entry.action_id)[:24], "body": "planted text"}
    return _server(entry, at, rng, name, payload) | {"name": name}


def _browser(entry: LogEntry, at: int, rng: Random, event_type: str, payload: object) -> Event:
    """An event of the page; some have their course in the page's address only."""
    event = _event(entry, at, "browser", event_type, payload)
    page = f"{HOST}/courses/{_key(entry)}/courseware/{hex_id(_key(entry))}/"
    event |= {"page": page, "session": hex_id(learner_of(entry).user_id)}
    if rng.random() < 0.5:
        event |= {"name": event_type, "referer": page}
    return _with_blank_course(event) if rng.random() < 0.1 else event


def _server(entry: LogEntry, at: int, rng: Random, event_type: str, payload: Event) -> Event:
    """An explicit event of the server; some have their course in the payload only."""
    event = _event(entry, at, "server", event_type, payload)
    if rng.random() < 0.1:
        return _with_blank_course(event) | {"event": {**payload, "course_id": _key(entry)}}
    return event


def _request(entry: LogEntry, at: int, path: str, rng: Random) -> Event:
    """The implicit event of a request; some have their course in the path only."""
    payload = json.dumps({"POST": {}, "GET": {}})
    event = _event(entry, at, "server", path, payload)
    event["context"] = {**event["context"], "path": path}
    in_path = path.startswith("/courses/") and rng.random() < 0.2
    return _with_blank_course(event) if in_path else event


def _event(entry: LogEntry, at: int, source: str, event_type: str, payload: object) -> Event:
    learner = learner_of(entry)
    return {
        "username": f"planted_person_{learner.user_id}",
        "event_type": event_type,
        "ip": address_of(learner),
        "agent": "PlantedAgent/5.0 (X11; Linux x86_64)",
        "host": HOST.removeprefix("https://"),
        "session": "",
        "event": payload,
        "event_source": source,
        "context": _context(entry),
        "time": iso(at, zone="+00:00"),
        "page": None,
    }


def _context(entry: LogEntry) -> Event:
    """Where the user's number is sometimes text."""
    number = _user_id(learner_of(entry))
    return {
        "user_id": str(number) if entry.sequence % 11 == 0 else number,
        "org_id": "PlantedX",
        "course_id": _key(entry),
        "path": "/event",
    }


def _with_blank_course(event: Event) -> Event:
    return {**event, "context": {**event["context"], "course_id": ""}}


def _activity_id(name: str) -> str:
    """A block key, whatever the style of the course; the path of a book, the topic of a forum."""
    activity, key = ALL_ACTIVITIES[name], COURSE_KEYS[name.split("-")[0]]
    match activity.kind:
        case "reading":
            return f"/courses/{key}/pdfbook/{activity.position}"
        case "discussion":
            return hex_id(name)
        case kind:
            return _block_key(key, kind, hex_id(name))


def _block_key(key: str, kind: str, block: str) -> str:
    run = key.removeprefix("course-v1:").replace("/", "+")
    return f"block-v1:{run}+type@{kind}+block@{block}"


def _usage_key(name: str) -> str:
    """The address of a problem in the style of its course."""
    key = COURSE_KEYS[name.split("-")[0]]
    if "/" not in key:
        return _activity_id(name)
    return f"i4x://{'/'.join(key.split('/')[:2])}/problem/{hex_id(name)}"


def _block(name: str) -> str:
    """The id of a video or problem as browser events say it."""
    key = COURSE_KEYS[name.split("-")[0]]
    if "/" not in key:
        return hex_id(name)
    return "-".join(["i4x", *key.split("/")[:2], ALL_ACTIVITIES[name].kind, hex_id(name)])


def _activity_name(entry: LogEntry) -> str:
    activity = activity_of(entry)
    assert activity is not None
    return activity.activity_id


def _key(entry: LogEntry) -> str:
    return COURSE_KEYS[course_of(entry).course_id]


def _user_id(learner: Learner) -> int:
    return 4_000 + number_of(learner)


def _email(learner: Learner) -> str:
    return f"planted.person.{learner.user_id}@example.org"


def _is_mobile(learner: Learner) -> bool:
    return number_of(learner) % 10 == 4


def _zip(texts: list[str]) -> bytes:
    return gzip.compress("\n".join([*texts, ""]).encode(), mtime=0)
