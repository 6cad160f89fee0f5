"""xAPI statements: each trap of the format, and no personal data left."""

import hashlib
import json
from urllib.parse import quote

import pytest
from conftest import CHAIN_OF_ACTIONS, Place
from privacy import assert_nowhere
from pseudonyms import COURSE, FOUND, SALT, found, user

from scripts.environment import environment

LMS = "http://lms.example.org"
VIDEO = "block-v1:edX+DemoX+2015+type@video+block@0b9e39477cf3"
PROBLEM = "block-v1:edX+DemoX+2015+type@problem+block@a0effb954cca"
ACCOUNT = "32e08e30-f8ae-4ce2-94a8-c2bfe38a70cb"
LEARNER = f"account:{LMS} {ACCOUNT}"
PERSONAL = {
    "account": ACCOUNT,
    "name": "Zacharias Quill",
    "mailbox": "quill@example.org",
    "answer": "an answer given in secret",
    "title": "a title written in the forum",
    "profile": "Profile_Of_Quill",
}
COURSE_OBJECT = {
    "id": f"{LMS}/course/{COURSE}",
    "objectType": "Activity",
    "definition": {
        "type": "http://adlnet.gov/expapi/activities/course",
        "name": {"en-US": "Demonstration Course"},
    },
}
TIME = "https://w3id.org/xapi/video/extensions/"
ATTEMPT = "http://id.tincanapi.com/extension/attempt-id"
INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction"
ACTOR = {
    "objectType": "Agent",
    "name": PERSONAL["name"],
    "account": {"homePage": LMS, "name": ACCOUNT},
}


def statement(second: int, word: str, target: dict, **fields) -> dict:
    """A statement of the learner in the course."""
    return {
        "id": f"00000000-0000-4000-8000-{second:012}",
        "version": "1.0.3",
        "actor": ACTOR,
        "verb": {"id": f"https://w3id.org/xapi/verbs/{word}", "display": {"en": "Did"}},
        "object": target,
        "timestamp": f"2020-07-14T14:{second // 60:02}:{second % 60:02}.250000+00:00",
        "context": {"contextActivities": {"parent": [COURSE_OBJECT]}},
    } | fields


def thing(address: str, kind: str, **definition) -> dict:
    """An object of a statement."""
    definition = {"type": kind, **definition}
    return {"id": f"{LMS}/{address}", "objectType": "Activity", "definition": definition}


VIDEO_OBJECT = thing(f"xblock/{VIDEO}", "https://w3id.org/xapi/video/activity-type/video")
PROBLEM_OBJECT = thing(
    f"xblock/{PROBLEM}",
    INTERACTION,
    name={"en-US": "Sums"},
    description={"en": PERSONAL["answer"]},
    extensions={ATTEMPT: 2},
)
GROUP_OBJECT = PROBLEM_OBJECT | {"objectType": "GroupActivity"}


def part(second: int, number: int, success: bool) -> dict:
    """What is said of one question of a problem with several."""
    return statement(
        second,
        "evaluated",
        thing(f"xblock/{PROBLEM}_{number}_1", INTERACTION),
        result={"success": success, "response": PERSONAL["answer"]},
        context={"contextActivities": {"parent": [GROUP_OBJECT], "grouping": [COURSE_OBJECT]}},
    )


# A statement, and what of it is to be found.
KEPT = [
    (statement(1, "registered", COURSE_OBJECT, context={}),
     found("registered", "enrollment", "activated", counts=False)),
    (statement(2, "registered", COURSE_OBJECT),
     found("registered again", "enrollment", "mode_changed", counts=False)),
    (statement(3, "initialized", VIDEO_OBJECT, context={
        "contextActivities": {"parent": COURSE_OBJECT},
        "extensions": {TIME + "length": "PT03M15.5S"}}),
     found("initialized video", "video", "load", VIDEO, counts=False)),
    (statement(4, "played", VIDEO_OBJECT, result={"extensions": {TIME + "time": 5}}),
     found("played video", "video", "play", VIDEO, at=5.0)),
    (statement(20, "seeked", VIDEO_OBJECT,
               result={"extensions": {TIME + "time-from": 21, TIME + "time-to": "100.5"}}),
     found("seeked video", "video", "seek", VIDEO, at=21.0, to=100.5)),
    (statement(21, "attempted", PROBLEM_OBJECT, result={"response": PERSONAL["answer"]}),
     found("attempted cmi.interaction", "problem", "attempt", PROBLEM)),
    (statement(22, "evaluated", GROUP_OBJECT,
               result={"success": False, "score": {"scaled": 0.25, "raw": 1, "min": 0, "max": 4}}),
     found("evaluated", "problem", "submit", PROBLEM, is_correct=False, score=0.25, attempt=2)),
    (part(23, 2, True), found("evaluated part", "problem", "part", PROBLEM, counts=False)),
    (part(24, 3, False), found("evaluated part", "problem", "part", PROBLEM, counts=False)),
    (statement(25, "evaluated",
               PROBLEM_OBJECT | {"definition": {"type": INTERACTION, "extensions": {ATTEMPT: "3"}}},
               result={"success": True, "score": {"raw": 6, "min": 2, "max": 10}}),
     found("evaluated", "problem", "submit", PROBLEM, is_correct=True, score=0.5, attempt=3)),
    (statement(26, "attempted",
               thing(f"xblock/{PROBLEM}", "http://adlnet.gov/expapi/activities/question"),
               result={"success": True, "score": {"scaled": 1}}),
     found("attempted question", "problem", "graded", PROBLEM, counts=False)),
    (statement(27, "posted", thing(
        "api/discussion/v1/threads/64abcdfe?secret=1",
        "http://id.tincanapi.com/activitytype/discussion", name={"en": PERSONAL["title"]})),
     found("posted discussion", "discussion", "write",
           f"{LMS}/api/discussion/v1/threads/64abcdfe")),
    (statement(28, "navigated",
               thing(f"u/{PERSONAL['profile']}", "http://adlnet.gov/expapi/activities/link")),
     found("navigated link", "navigation", "link")),
    (statement(29, "passed", COURSE_OBJECT, stored="2020-07-14T14:00:29.250000Z", timestamp=None),
     found("passed", "outcome", "certificate", counts=False)),
    (statement(30, "pondered", VIDEO_OBJECT, context={}), found("pondered", "other", None, VIDEO)),
    (statement(31, "earned", COURSE_OBJECT, result={"score": {"scaled": 0.75}}),
     found("earned course", "outcome", "grade", counts=False)),
    (statement(32, f"to {PERSONAL['mailbox']}", VIDEO_OBJECT),
     found("unreadable_verb", "other", "unreadable_name", VIDEO, counts=False)),
]  # fmt: skip


def played(**fields) -> str:
    """A line with a statement that has something wrong."""
    return json.dumps(statement(1, "played", VIDEO_OBJECT, **fields))


WRONG = statement(40, "played", VIDEO_OBJECT)
VOIDING = statement(41, "voided", {"objectType": "StatementRef", "id": WRONG["id"].upper()})

# A line, and the reasons for which its statements are rejected.
REJECTED = [
    ("", ["blank line"]),
    ("# a comment", ["comment"]),
    ("nothing here", ["no JSON object"]),
    ("[]", ["empty batch"]),
    ('{"statements": []}', ["empty batch"]),
    (json.dumps(WRONG)[:200], ["not valid JSON"]),
    (json.dumps([WRONG, VOIDING]), ["voided by another statement", "voids another statement"]),
    ('[7, "text"]', ["not valid JSON", "not valid JSON"]),
    (played(timestamp=None), ["no time"]),
    (played(timestamp="soon"), ["time is not a time"]),
    (played(timestamp="1970-01-01T00:00:00Z"), ["time is outside the plausible range"]),
    (json.dumps(statement(1, "", VIDEO_OBJECT, verb={})), ["no verb"]),
    (played(actor={"name": "x"}), ["no user"]),
    (played(actor=ACTOR | {"objectType": "Group"}), ["no user"]),
    ('{"statements": [{"id": "\\u0000"}], "more": ""}', ["no time"]),
    ('{"a": ' + "[" * 2000, ["not valid JSON"]),
]


def write_statements(place: Place, name: str, lines: list) -> None:
    """A file of statements, batches and lines, gzipped where its name says so."""
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    place.write(f"xapi/{name}", text)


@pytest.fixture(autouse=True)
def salt(monkeypatch):
    """The salt of every build here."""
    monkeypatch.setenv("MOOC_USER_SALT", SALT)


@pytest.fixture(scope="module")
def xapi_build(tmp_path_factory) -> Place:
    """The traps in lines of every form, built whole. To change it, work on a copy."""
    place = Place(tmp_path_factory.mktemp("xapi"), "xapi")
    kept = [statement for statement, _ in KEPT]
    prefix = "2023-05-23 13:53:13 INFO 16 [xapi_tracking] [user 4] router.py:41 - "
    write_statements(place, "statements.jsonl", kept[:3] + [prefix + json.dumps(kept[3])])
    batches = [kept[4:8], {"statements": kept[8:12], "more": "/more"}, kept[12:]]
    write_statements(place, "statements/2020/batches.json.gz", batches)
    write_statements(place, "statements/again.log", [kept[1:3], kept[3]])
    write_statements(place, "statements/empty.jsonl", [])
    write_statements(place, "statements/rejected.jsonl", [line for line, _ in REJECTED])
    with environment(MOOC_USER_SALT=SALT):
        place.dbt("build")
    return place


def test_each_statement_is_classified_and_its_columns_are_filled(xapi_build):
    assert xapi_build.rows(FOUND) == [expected for _, expected in KEPT]
    assert xapi_build.rows("select distinct user_id from marts.fct_actions") == [(user(LEARNER),)]


def test_each_statement_that_cannot_be_used_is_rejected_with_its_reason(xapi_build):
    reasons = [reason for _, reasons in REJECTED for reason in reasons]
    assert xapi_build.rows(
        "select record_number, reject_reason, raw_text from quality.rejected_rows order by 1"
    ) == [(number, reason, None) for number, reason in enumerate(reasons, start=1)]


def test_every_statement_is_kept_a_duplicate_or_rejected(xapi_build):
    rejected_count = sum(len(reasons) for _, reasons in REJECTED)
    assert xapi_build.rows(
        """
        select source_file, raw_row_count, kept_row_count, duplicate_row_count,
            rejected_row_count, merged_row_count
        from quality.row_ledger order by 1
        """
    ) == [
        ("xapi/statements.jsonl", 4, 4, 0, 0, 0),
        ("xapi/statements/2020/batches.json.gz", len(KEPT) - 4, len(KEPT) - 4, 0, 0, 0),
        ("xapi/statements/again.log", 3, 0, 3, 0, 0),
        ("xapi/statements/empty.jsonl", 0, 0, 0, 0, 0),
        ("xapi/statements/rejected.jsonl", rejected_count, 0, 0, rejected_count, 0),
    ]


def test_marts_tell_attempts_videos_and_enrolments(xapi_build):
    assert xapi_build.rows(
        "select activity_id, attempt_count, is_first_correct, is_ever_correct, best_score "
        "from marts.fct_problem_engagement"
    ) == [(PROBLEM, 3, False, True, 0.5)]
    assert xapi_build.rows("select activity_id from marts.fct_video_engagement") == [(VIDEO,)]
    assert xapi_build.rows(
        "select activity_type, duration_seconds from marts.dim_activities "
        f"where activity_id = '{VIDEO}'"
    ) == [("video", 195.5)]
    assert xapi_build.rows(
        "select enrolled_at::varchar, final_grade, is_completed from marts.fct_enrollments"
    ) == [("2020-07-14 14:00:01.25", 0.75, True)]
    assert xapi_build.rows("select course_name from marts.dim_courses") == [
        ("Demonstration Course",)
    ]


@pytest.mark.thorough
def test_no_personal_data_and_no_salt_is_left_anywhere(xapi_build):
    assert list(xapi_build.exports.rglob("*.parquet"))
    assert_nowhere(xapi_build, [*PERSONAL.values(), SALT])


def test_an_actor_is_known_by_account_mailbox_or_openid(tmp_path):
    place = Place(tmp_path, "xapi")
    mailbox = f"mailto:{PERSONAL['mailbox']}"
    digest = hashlib.sha1(mailbox.encode()).hexdigest()
    identity_of = [
        ({"mbox": mailbox}, f"sha1:{digest}"),
        ({"mbox_sha1sum": digest.upper()}, f"sha1:{digest}"),
        ({"openid": "https://id.example.org/quill"}, "openid:https://id.example.org/quill"),
        ({"account": {"homePage": LMS, "name": "1"}}, f"account:{LMS} 1"),
        ({"account": {"homePage": "http://o.org", "name": "1"}}, "account:http://o.org 1"),
    ]
    lines = [
        statement(n, "played", VIDEO_OBJECT, actor=actor)
        for n, (actor, _) in enumerate(identity_of)
    ]
    write_statements(place, "statements.jsonl", lines)
    place.dbt(*CHAIN_OF_ACTIONS)
    assert place.rows("select user_id from marts.fct_actions order by acted_at") == [
        (user(identity),) for _, identity in identity_of
    ]


def test_a_new_registration_after_leaving_is_an_enrolment(tmp_path):
    place = Place(tmp_path, "xapi")
    verbs = ["registered", "registered", "unregistered", "registered", "registered"]
    lines = [statement(n, verb, COURSE_OBJECT) for n, verb in enumerate(verbs)]
    void = {"objectType": "StatementRef", "id": lines[4]["id"]}
    write_statements(place, "statements/a.jsonl", [statement(9, "voided", void), *lines])
    write_statements(place, "statements/b.jsonl", [lines])
    place.dbt(*CHAIN_OF_ACTIONS)
    kinds = place.rows("select action_type from marts.fct_actions order by acted_at")
    assert [kind for (kind,) in kinds] == [
        "registered",
        "registered again",
        "unregistered",
        "registered",
    ]
    assert place.rows(
        "select raw_row_count, kept_row_count, duplicate_row_count, rejected_row_count "
        "from quality.row_ledger order by source_file"
    ) == [(6, 4, 0, 2), (5, 0, 4, 1)]


MOODLE = "https://moodle.example.org"
QUIZ = "http://adlnet.gov/expapi/activities/assessment"
LMS_COURSE = "http://id.tincanapi.com/activitytype/lms/course"
SEQUENCE = "block-v1:edX+DemoX+2015+type@sequential+block@s~é"
# The address of a thing, and the activity that it is.
ADDRESSES = [
    (f"{LMS}/courses/{COURSE}/jump_to/{SEQUENCE}", SEQUENCE),
    (f"{LMS}/xblock/{quote(SEQUENCE)}?x=1", SEQUENCE),
    (SEQUENCE, SEQUENCE),
    (f"{MOODLE}/mod/quiz/view.php?id=31&sesskey=abc", f"{MOODLE}/mod/quiz/view.php?id=31"),
    (f"{MOODLE}/mod/quiz/view.php?user=5&id=32#x", f"{MOODLE}/mod/quiz/view.php?id=32"),
    ("https://video.example.org/watch?v=7", "https://video.example.org/watch?v=7"),
    (f"{LMS}/forum/@{PERSONAL['profile']}/1", None),
    (f"{LMS}/mail/{PERSONAL['mailbox']}", None),
    (f"{LMS}/mail/{quote(PERSONAL['mailbox'])}", None),
    (f"mailto:{PERSONAL['mailbox']}", None),
]
NAMES = [r'The "big" video', r"C:\temp", "Größe\n1", "null"]
# The address of a course, and its id.
COURSES = [
    (f"{LMS}/course/{COURSE}", COURSE),
    (f"{LMS}/courses/{quote(COURSE)}/", COURSE),
    (f"{LMS}/courses/{COURSE.replace('+', '%20')}", COURSE),
    (COURSE, COURSE),
    (f"{MOODLE}/course/view.php?id=7&lang=de", f"{MOODLE}/course/view.php?id=7"),
    (f"{MOODLE}/course/view.php?id=8", f"{MOODLE}/course/view.php?id=8"),
]
ACCOUNTS = [7, 7.0, " 7 ", "7.00"]


def in_course(address: str) -> dict:
    """The context of a statement in a course whose type is that of other systems."""
    course = {"id": address, "definition": {"type": LMS_COURSE}}
    return {"contextActivities": {"grouping": [{"id": MOODLE}, course]}}


def test_what_a_statement_names_is_told_whole(tmp_path):
    place = Place(tmp_path, "xapi")
    things = [{"id": address, "definition": {"type": QUIZ}} for address, _ in ADDRESSES]
    named = [thing(f"n/{n}", QUIZ, name={"en": name}) for n, name in enumerate(NAMES)]
    accounts = [{"account": {"homePage": LMS, "name": name}} for name in ACCOUNTS]
    lines = [
        *[statement(n, "viewed", one) for n, one in enumerate(things)],
        *[statement(20 + n, "viewed", one) for n, one in enumerate(named)],
        *[
            statement(40 + n, "viewed", named[0], context=in_course(address))
            for n, (address, _) in enumerate(COURSES)
        ],
        *[statement(60 + n, "sat", named[0], actor=actor) for n, actor in enumerate(accounts)],
    ]
    write_statements(place, "statements.jsonl", lines)
    place.dbt(*CHAIN_OF_ACTIONS, "+dim_activities")
    found = place.rows(
        "select activity_id, course_id, user_id from marts.fct_actions order by acted_at"
    )
    assert [row[0] for row in found[: len(ADDRESSES)]] == [activity for _, activity in ADDRESSES]
    courses = [row[1] for row in found[-len(COURSES) - len(ACCOUNTS) : -len(ACCOUNTS)]]
    assert courses == [course for _, course in COURSES]
    assert {row[2] for row in found[-len(ACCOUNTS) :]} == {user(f"account:{LMS} 7")}
    names = f"select activity_name from marts.dim_activities where course_id = '{COURSE}' "
    assert place.rows(names + f"and activity_id like '{LMS}/n/%' order by activity_id") == [
        *((name,) for name in NAMES[:3]),
        (None,),
    ]


TIMES = [
    *["2026-03-01T10:00Z", "2026-03-01 10:00:00Z", "20260301T100000Z", "2026-03-01T10:00:00,0Z"],
    *["2026-03-01T11:00:00+0100", "2026-03-01T11:00+01", "2026-03-01t10:00:00.000000000z"],
]


def test_a_time_of_storage_counts_only_where_there_is_no_other(tmp_path):
    place = Place(tmp_path, "xapi")
    stored = "2026-03-02T08:00:00Z"
    times = [*TIMES, "soon", "", None, "null"]
    lines = [
        statement(n, "played", VIDEO_OBJECT, timestamp=time, stored=stored)
        for n, time in enumerate(times)
    ]
    odd = {"score": {"scaled": "much", "raw": -1, "max": 4}, "duration": "P1Y", "success": "so so"}
    broken = statement(20, "evaluated", PROBLEM_OBJECT, result=odd | {"response": "?"})
    lines.append(json.dumps(broken).replace("?", "\\ud83d \\x"))
    write_statements(place, "statements.jsonl", lines)
    place.dbt(*CHAIN_OF_ACTIONS)
    assert place.rows(
        "select acted_at::varchar, count(*) from marts.fct_actions group by 1 order by 1 desc"
    ) == [
        ("2026-03-02 08:00:00", 3),
        ("2026-03-01 10:00:00", len(TIMES)),
        ("2020-07-14 14:00:20.25", 1),
    ]
    assert place.rows("select record_number, reject_reason from quality.rejected_rows") == [
        (len(TIMES) + 1, "time is not a time")
    ]


PLAYED = [statement(n, "played", VIDEO_OBJECT) for n in range(6)]
LINES = [json.dumps(played) for played in PLAYED]
# Forms of a file with the same statements.
DOCUMENTS = {
    "array.json": "[\n" + ",\n".join(LINES) + "\n]\n",
    "indented.json": json.dumps(PLAYED, indent=2),
    "mark.json": "\ufeff" + json.dumps(PLAYED, indent=2).replace("\n", "\r\n"),
    "batch.json": json.dumps({"statements": PLAYED, "more": ""}, indent=2),
    "batch_of_lines.json": '{"statements": [\n' + ",\n".join(LINES) + "]}",
    "one_after_another.json": "\n".join(json.dumps(played, indent=1) for played in PLAYED),
    "wrapped.jsonl": "\n".join(f'{{"_id": 1, "statement": {line}}}' for line in LINES),
    "wrapped.json.gz": json.dumps([{"statement": played} for played in PLAYED], indent=1),
    "dots.jsonl": "\n".join(
        '{"statement": ' + line.replace("w3id.org", "w3id&46;org") + "}" for line in LINES
    ),
    "line.json": "\ufeff" + json.dumps(PLAYED),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_json_document_of_many_lines_is_read(tmp_path, name):
    place = Place(tmp_path, "xapi")
    place.write(f"xapi/statements/{name}", DOCUMENTS[name])
    place.write("xapi/statements.jsonl", LINES[0])
    place.dbt(*CHAIN_OF_ACTIONS)
    assert place.rows(
        "select kept_row_count + duplicate_row_count, raw_row_count "
        "from quality.row_ledger order by all"
    ) == [(1, 1), (6, 6)]
    assert place.rows("select count(*) from marts.fct_actions") == [(6,)]


def test_a_broken_statement_of_an_array_costs_no_other(tmp_path):
    place = Place(tmp_path, "xapi")
    lines = [*LINES[:2], LINES[2][:99], *LINES[3:]]
    place.write("xapi/statements.json", "[\n" + ",\n".join(lines) + "\n]")
    place.dbt(*CHAIN_OF_ACTIONS)
    assert place.rows("select record_number, reject_reason from quality.rejected_rows") == [
        (3, "not valid JSON")
    ]
    assert place.rows("select count(*) from marts.fct_actions") == [(5,)]


def test_a_statement_without_id_is_known_by_its_text(tmp_path):
    place = Place(tmp_path, "xapi")
    nameless = [statement(n, "played", VIDEO_OBJECT, id=None) for n in (1, 2, 1)]
    write_statements(place, "statements.jsonl", nameless)
    place.dbt(*CHAIN_OF_ACTIONS)
    assert place.rows("select kept_row_count, duplicate_row_count from quality.row_ledger") == [
        (2, 1)
    ]
