"""edX tracking logs: each trap of the format, the published logs, and no personal data left."""

import gzip
import json
from urllib.parse import quote

import pytest
from conftest import CHAIN_OF_ACTIONS, Place, link_published, published
from privacy import assert_nowhere
from pseudonyms import COURSE, FOUND, SALT, found, user

from scripts.environment import environment

VIDEO = "block-v1:edX+DemoX+2015+type@video+block@0b9e39477cf34507a7a48f74be381fdd"
PROBLEM = "block-v1:edX+DemoX+2015+type@problem+block@a0effb954cca4759994f1ac9e9434bf4"
PERSONAL = {
    "username": "Zacharias_Quill",
    "email": "quill@example.org",
    "ip": "203.0.113.77",
    "agent": "PlantedAgent/9.9",
    "body": "a body written in the forum",
    "answer": "an answer given in secret",
    "profile": "Profile_Of_Quill",
    "number": "7197314",
}


def event(second: int, kind: str, **fields) -> dict:
    """An event of user 4 in the course, with personal data wherever a log has it."""
    context = {
        "user_id": 4,
        "course_id": COURSE,
        "org_id": "edX",
        "username": PERSONAL["username"],
        "ip": PERSONAL["ip"],
        "agent": PERSONAL["agent"],
    } | fields.pop("context", {})
    return {
        "username": PERSONAL["username"],
        "ip": PERSONAL["ip"],
        "agent": PERSONAL["agent"],
        "host": "courses.example.org",
        "session": "4b7ab990d449aa6958ffd5e0ac7ee3f7",
        "event_source": "server",
        "event_type": kind,
        "time": f"2015-10-01T08:{second // 60:02}:{second % 60:02}.500000+00:00",
        "page": None,
        "event": "",
        "context": context,
    } | fields


def request(second: int, path: str, **fields) -> dict:
    """What the server writes of a request."""
    payload = json.dumps({"POST": {"email": [PERSONAL["email"]]}, "GET": {}})
    return event(second, path, event=payload[: 512 if second % 2 else 20], **fields)


def browser(second: int, kind: str, payload, **fields) -> dict:
    """What the browser writes: the payload as JSON within JSON."""
    text = payload if isinstance(payload, str) else json.dumps(payload)
    return event(second, kind, event=text, event_source="browser", **fields)


CHECK = {
    "problem_id": PROBLEM,
    "success": "incorrect",
    "grade": 1,
    "max_grade": 4,
    "attempts": 2,
    "answers": {"x_2_1": PERSONAL["answer"]},
    "submission": {"x_2_1": {"answer": PERSONAL["answer"]}},
}
OLD = "edX/DemoX/Demo_Course"
OLD_VIDEO = "block-v1:edX+DemoX+Demo_Course+type@video+block@0b9e39477cf34507a7a48f74be381fdd"
HEX = "0b9e39477cf34507a7a48f74be381fdd"
ABSENT = {"course_id": "", "user_id": 4}


# An event, and what of it is to be found.
KEPT = [
    (browser(1, "play_video", {"id": HEX, "currentTime": 3.5, "code": "html5"}),
     found("play_video", "video", "play", VIDEO, at=3.5)),
    (browser(2, "seek_video", {"id": f"\n{HEX}", "old_time": 5, "new_time": 60.25}),
     found("seek_video", "video", "seek", VIDEO, at=5.0, to=60.25)),
    (browser(3, "pause_video", {"id": f"i4x-edX-DemoX-video-{HEX}", "currentTime": 61,
                                "duration": 120.5}, context={"course_id": OLD}),
     found("pause_video", "video", "pause", OLD_VIDEO, course=OLD, at=61.0)),
    (event(4, "play_video", name="edx.video.played", event_source="mobile",
           event={"id": VIDEO, "current_time": 7, "code": "mobile"}),
     found("edx.video.played", "video", "play", VIDEO, at=7.0)),
    (event(5, "problem_check", event=CHECK, page="x_module"),
     found("problem_check", "problem", "submit", PROBLEM, is_correct=False, score=0.25, attempt=2)),
    (event(6, "problem_check", context={"module": {"usage_key": PROBLEM, "display_name": "Sums"}},
           event={"success": "correct", "grade": 0, "max_grade": 0, "attempts": "3"}),
     found("problem_check", "problem", "submit", PROBLEM, is_correct=True, attempt=3)),
    (browser(7, "problem_check", f"input_x_2_1=choice_0&y={PERSONAL['answer']}"),
     found("browser_problem_check", "problem", "browser_copy",
           "block-v1:edX+DemoX+2015+type@problem+block@x", counts=False)),
    (request(8, f"/courses/{COURSE}/xblock/{PROBLEM}/handler/xmodule_handler/problem_check"),
     found("server_request", "other", "implicit_server_request", counts=False)),
    (event(9, "problem_graded", event_source="browser", event=[PERSONAL["answer"], "<p>"]),
     found("problem_graded", "problem", "graded", counts=False)),
    (browser(10, "page_close", "", page=f"https://x.org/courses/{COURSE}/courseware/a1/b2/?q=1"),
     found("page_close", "session", "page_close",
           "block-v1:edX+DemoX+2015+type@sequential+block@b2", counts=False)),
    (request(11, f"/courses/{OLD}/courseware/Week_1/Unit_2/", context=ABSENT),
     found("courseware_page", "navigation", "courseware_page",
           "block-v1:edX+DemoX+Demo_Course+type@sequential+block@Unit_2", course=OLD)),
    (request(12, f"/courses/{COURSE}/progress", context=ABSENT),
     found("course_page", "navigation", "course_page", f"/courses/{COURSE}/progress")),
    (request(13, f"/courses/{COURSE}/discussion/forum/users/{PERSONAL['number']}"),
     found("discussion_page", "discussion", "read", f"/courses/{COURSE}/discussion")),
    (request(14, f"/courses/{COURSE}/discussion/topic-1/threads/create"),
     found("discussion_request", "discussion", "implicit_request", "topic-1", counts=False)),
    (request(15, "/heartbeat", context=ABSENT),
     found("server_request", "other", "implicit_server_request", counts=False, course="(none)")),
    (request(16, f"/u/{PERSONAL['profile']}", context=ABSENT),
     found("server_request", "other", "implicit_server_request", counts=False, course="(none)")),
    (event(17, "edx.forum.thread.created",
           event={"commentable_id": "topic-1", "body": PERSONAL["body"], "id": "553024d156c02c"}),
     found("edx.forum.thread.created", "discussion", "write", "topic-1")),
    (event(18, "edx.bookmark.added", context=ABSENT,
           event={"course_id": COURSE, "bookmark_id": f"{PERSONAL['username']},{PROBLEM}",
                  "component_usage_id": PROBLEM}),
     found("edx.bookmark.added", "reading", "bookmark", PROBLEM)),
    (browser(19, "seq_next", {"old": 1, "new": 2, "id": "i4x://edX/DemoX/sequential/93cbaf77"},
             name="edx.ui.lms.sequence.next_selected", context=ABSENT,
             page="https://x.org/courses/course-v1%3AedX%2BDemoX%2B2015/courseware/a/b/"),
     found("edx.ui.lms.sequence.next_selected", "navigation", "course_navigation",
           "block-v1:edX+DemoX+2015+type@sequential+block@93cbaf77")),
    (browser(20, "load_video", '{"id":"' + HEX[:10], context={"course_id": COURSE}),
     found("load_video", "video", "load", counts=False)),
    (event(21, "a.new.event"), found("a.new.event", "other", None)),
    (event(22, f"mail {PERSONAL['email']}"),
     found("unreadable_name", "other", "unreadable_name", counts=False)),
    (event(23, "problem_show", event={"problem": PROBLEM}, context=ABSENT),
     found("problem_show", "problem", "browser_copy", PROBLEM, counts=False)),
    ({"name": "edx.video.paused", "timestamp": "2015-10-01T08:00:24.5+00:00",
      "data": {"id": HEX, "currentTime": 9},
      "context": {"user_id": "4.0", "course_id": f" {COURSE}\n", "event_source": "browser"}},
     found("edx.video.paused", "video", "pause", VIDEO, at=9.0)),
    (event(25, "edx.grades.problem.submitted", event={"problem_id": PROBLEM, "user_id": 4}),
     found("edx.grades.problem.submitted", "problem", "graded", PROBLEM, counts=False)),
    (event(26, "seq_goto", event='{"id": "\\u0000\\ud83d\\ude00"}', event_source="browser"),
     found("seq_goto", "navigation", "course_navigation")),
]  # fmt: skip


def played(**fields) -> str:
    """A line with an event that has something wrong."""
    return json.dumps(event(1, fields.pop("kind", "play_video"), **fields))


# A line, and why it is rejected.
REJECTED = [
    ("", "blank line"),
    ("  ", "blank line"),
    ("# Enrollment events:", "comment"),
    ("no object here", "no JSON object"),
    ("[1, 2]", "no JSON object"),
    (played()[:300], "not valid JSON"),
    ('{"time": "\\ud800"}', "no time"),
    ('{"a": ' + "[" * 2000, "not valid JSON"),
    ("{}", "no time"),
    (played(time="soon"), "time is not a time"),
    (played(time=20151001), "time is not a time"),
    (played(time="2015-13-41T00:00:00"), "time is not a time"),
    (played(time="2099-01-01T00:00:00+00:00"), "time is outside the plausible range"),
    (played(kind=""), "no event name"),
    (played(username="", context={"user_id": "", "username": None}), "no user"),
    (played(kind="/jsi18n/", username="anonymous\n", context={"user_id": None}), "no user"),
]


def write_log(place: Place, name: str, lines: list, end: str = "\n") -> None:
    """A log of events and lines, gzipped where its name says so."""
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + end for line in lines)
    place.write(f"edx/tracking/{name}", text)


@pytest.fixture(autouse=True)
def salt(monkeypatch):
    """The salt of every build here that does not take it away."""
    monkeypatch.setenv("MOOC_USER_SALT", SALT)


@pytest.fixture(scope="module")
def edx_build(tmp_path_factory) -> Place:
    """The traps in files of every form, built whole. To change it, work on a copy."""
    place = Place(tmp_path_factory.mktemp("edx"), "edx")
    prefix = "2023-05-23 13:53:13,461 INFO 16 [tracking] [user 4] logger.py:41 - "
    write_log(place, "2015/10/kept.log", [event for event, _ in KEPT[:10]])
    write_log(place, "2015/10/more.log.gz", [event for event, _ in KEPT[10:20]], end="\r\n")
    write_log(place, "2015/prefixed.json", [prefix + json.dumps(line) for line, _ in KEPT[20:]])
    write_log(place, "rejected.jsonl", [line for line, _ in REJECTED])
    write_log(place, "again.log", [KEPT[0][0], KEPT[5][0], KEPT[0][0]])
    write_log(place, "empty.log", [])
    with environment(MOOC_USER_SALT=SALT):
        place.dbt("build")
    return place


def test_each_event_is_classified_and_its_columns_are_filled(edx_build):
    assert edx_build.rows(FOUND) == [expected for _, expected in KEPT]
    assert edx_build.rows("select distinct user_id from marts.fct_actions") == [(user("id:4"),)]


def test_each_line_that_cannot_be_used_is_rejected_with_its_reason(edx_build):
    found = edx_build.rows(
        "select record_number, reject_reason, raw_text from quality.rejected_rows order by 1"
    )
    assert found == [(number, reason, None) for number, (_, reason) in enumerate(REJECTED, start=1)]


def test_every_line_is_kept_a_duplicate_or_rejected(edx_build):
    assert edx_build.rows(
        """
        select source_file, raw_row_count, kept_row_count, duplicate_row_count, rejected_row_count
        from quality.row_ledger order by 1
        """
    ) == [
        ("edx/tracking/2015/10/kept.log", 10, 10, 0, 0),
        ("edx/tracking/2015/10/more.log.gz", 10, 10, 0, 0),
        ("edx/tracking/2015/prefixed.json", len(KEPT) - 20, len(KEPT) - 20, 0, 0),
        ("edx/tracking/again.log", 3, 0, 3, 0),
        ("edx/tracking/empty.log", 0, 0, 0, 0),
        ("edx/tracking/rejected.jsonl", len(REJECTED), 0, 0, len(REJECTED)),
    ]


def test_videos_and_problems_reach_their_marts(edx_build):
    assert edx_build.rows(
        "select activity_id, attempt_count, is_first_correct, is_ever_correct, best_score "
        "from marts.fct_problem_engagement"
    ) == [(PROBLEM, 3, False, True, 0.25)]
    assert edx_build.rows("select activity_id from marts.fct_video_engagement order by 1") == [
        (VIDEO,)
    ]
    assert edx_build.rows(
        "select activity_type, duration_seconds from marts.dim_activities "
        f"where activity_id = '{OLD_VIDEO}'"
    ) == [("video", 120.5)]


@pytest.mark.thorough
def test_no_personal_data_and_no_salt_is_left_anywhere(edx_build):
    assert list(edx_build.exports.rglob("*.parquet"))
    assert_nowhere(edx_build, [*PERSONAL.values(), SALT])


def test_the_search_for_personal_data_finds_what_stands_there(edx_build):
    with pytest.raises(AssertionError, match="fct_actions"):
        assert_nowhere(edx_build, [VIDEO])


def test_an_enrolment_is_the_learners_whom_it_names(tmp_path):
    place = Place(tmp_path, "edx")
    clerk, enrolled = {"user_id": 99}, "edx.course.enrollment"
    graded = {"user_id": 6, "course_id": COURSE}
    calculated = "edx.grades.course.grade_calculated"
    five = {"user_id": 5, "course_id": COURSE}
    honor = five | {"mode": "honor"}
    nobody = {"user_id": None, "course_id": ""}
    events = [
        event(1, f"{enrolled}.activated", username="anonymous", event=honor, context=nobody),
        event(2, f"{enrolled}.activated", username="clerk", event=five, context=clerk),
        event(3, f"{enrolled}.deactivated", event={"user_id": 5}, context=clerk),
        event(4, calculated, event=graded | {"percent_grade": 0.4}, context=clerk),
        event(5, calculated, event=graded | {"percent_grade": 0.75}, context=clerk),
        event(6, "edx.certificate.created", event={"user_id": 7}, context=clerk),
    ]
    write_log(place, "log.log", events)
    place.build()
    assert place.rows(
        "select user_id, enrolled_at::varchar, final_grade, is_completed, outcome_basis "
        "from marts.fct_enrollments order by user_id"
    ) == sorted(
        [
            (user("id:5"), "2015-10-01 08:00:01.5", None, False, None),
            (user("id:6"), None, 0.75, True, "grade"),
            (user("id:7"), None, None, True, "certificate"),
        ]
    )


def test_one_person_with_and_without_id_is_one_user(tmp_path):
    place = Place(tmp_path, "edx")
    nameless = {"user_id": "", "username": None}
    events = [
        event(1, "seq_next", username="ana", context={"user_id": 1}),
        event(2, "seq_next", username="ana\n", context=nameless),
        event(3, "seq_next", username="bob", context=nameless),
        event(4, "seq_next", username="two", context={"user_id": 2}),
        event(5, "seq_next", username="two", context={"user_id": 3}),
        event(6, "seq_next", username="two", context=nameless),
    ]
    write_log(place, "log.log", events)
    place.dbt(*CHAIN_OF_ACTIONS)
    assert place.rows("select user_id from marts.fct_actions order by acted_at") == [
        (user(identity),) for identity in ["id:1", "id:1", "name:bob", "id:2", "id:3", "name:two"]
    ]


def test_the_server_wrote_answers_twice_until_july_2013(tmp_path):
    place = Place(tmp_path, "edx")
    answers = [
        event(1, "save_problem_check", event=CHECK, time=f"2013-07-{day}T08:00:0{second}+00:00")
        for day, second in [("14", 0), ("14", 1), ("15", 0), ("15", 1)]
    ]
    write_log(place, "log.log", [*answers, answers[1]])
    place.dbt(*CHAIN_OF_ACTIONS)
    kinds = place.rows("select action_type from marts.fct_actions order by acted_at")
    first, again = ("save_problem_check",), ("repeated_problem_check",)
    assert kinds == [first, again, first, first]
    assert place.rows("select duplicate_row_count from quality.row_ledger") == [(1,)]


def test_a_kept_salt_gives_the_same_ids_again(tmp_path, monkeypatch):
    monkeypatch.delenv("MOOC_USER_SALT")
    place = Place(tmp_path, "edx")
    write_log(place, "log.log", [KEPT[0][0]])
    ids = []
    for _ in range(2):
        place.dbt(*CHAIN_OF_ACTIONS)
        ids += place.rows("select user_id from marts.fct_actions")
    assert ids[0] == ids[1] != (user("id:4"),)
    assert_nowhere(place, [(tmp_path / "user_salt").read_text()])


def test_three_hundred_files_are_one_log(tmp_path):
    place = Place(tmp_path, "edx")
    for number in range(300):
        write_log(place, f"{number % 7}/{number}.log", ["", event(number, "seq_next")])
    place.dbt(*CHAIN_OF_ACTIONS)
    assert place.rows(
        "select count(*), sum(kept_row_count), sum(rejected_row_count), min(kept_row_count) "
        "from quality.row_ledger"
    ) == [(300, 300, 300, 1)]


BLOCK = "block-v1:edX+DemoX+2015+type@"
TARGET = f"https://x.org/courses/{COURSE}"
UI, EXAM = "edx.ui.lms.outline.selected", "edx.special_exam.timed.attempt.submitted"
CLERK = {"user_id": 99}


def named(line: dict, activity: str | None = None, course: str = COURSE, learner: int = 4) -> tuple:
    """An event, and the course, the activity and the learner that it names."""
    return line, course, activity, learner


def shown(problem: str) -> dict:
    """An event of a problem."""
    return event(0, "showanswer", event={"problem_id": problem})


NAMED = [
    *[named(shown(f"{BLOCK}problem+block@{name}"), f"{BLOCK}problem+block@{name}")
      for name in ("quiz:1", "quiz:2", "w1~a", "w1~b", "vé1", "vé2", "a%20b", "q-1.2_x")],
    named(shown(f"{BLOCK}problem+block@a*b")),
    named(shown(quote(PROBLEM)), PROBLEM),
    named(shown("i4x://edX/D/problem/a~é:1"), f"{BLOCK}problem+block@a~é:1"),
    *[named(event(0, "showanswer", context={"course_id": key}))
      for key in (quote(COURSE), COURSE.replace("+", " "), COURSE.replace("+", "%20"))],
    named(event(0, "showanswer", context={"course_id": quote(OLD, safe="")}), course=OLD),
    named(event(0, "showanswer", context={"course_id": "null"}, event={"course_id": COURSE})),
    named(request(0, f"/courses/{quote(COURSE)}/jump_to/{quote(BLOCK + 'sequential+block@é')}?x=1",
                  context=ABSENT), f"{BLOCK}sequential+block@é"),
    named(request(0, f"/courses/{COURSE}/courseware/w%C3%A9/s~1/", context=ABSENT),
          f"{BLOCK}sequential+block@s~1"),
    *[named(event(0, UI, event={"target_url": f"{TARGET}/{path}"}, page=TARGET),
            f"{BLOCK}sequential+block@{name}")
      for path, name in [(f"jump_to/{BLOCK}sequential+block@s1", "s1"),
                         ("courseware/c/s2/", "s2")]],
    named(event(0, EXAM, context=CLERK,
                event={"exam_content_id": f"{BLOCK}sequential+block@s3", "attempt_user_id": 5}),
          f"{BLOCK}sequential+block@s3", learner=5),
    named(event(0, "edx.cohort.user_added", event={"user_id": 5}, context=CLERK), learner=5),
    *[named(event(0, kind, event={"user_id": 5},
                  context=CLERK | {"module": {"usage_key": PROBLEM}}), learner=5)
      for kind in ("edx.grades.course.grade_calculated", "edx.course.grade.now_passed",
                   "edx.certificate.created")],
    named(event(0, "edx.grades.subsection.grade_calculated", context=CLERK,
                event={"user_id": 5, "block_id": PROBLEM}), PROBLEM, learner=5),
    *[named(browser(0, "problem_check", f"input_{name}=choice_0&y=1"),
            f"{BLOCK}problem+block@{block}")
      for name, block in [("p2_2_1", "p2"), ("p_2_2_1%5B%5D", "p_2"),
                          ("i4x-edX-DemoX-problem-p3_2_1_dynamath", "p3")]],
    named(event(0, "problem_graded", event=["input_p2_3_1=choice_0", "<p>"]),
          f"{BLOCK}problem+block@p2"),
    *[named(event(0, "seq_next", context={"user_id": identity}))
      for identity in (4.0, " 4 ", "4.00")],
    *[named(event(0, "seq_next", event={"id": "x", "body": "~"}, username=name))
      for name in ("null", "ANONYMOUS\n")],
    named(event(0, "problem_check", event=CHECK | {"grade": "much", "attempts": -1}), PROBLEM),
]  # fmt: skip
# What may stand in a field that nobody stores: half a character, escapes and characters of no JSON.
BROKEN_TEXTS = ["\\ud83d", "\\ude00 \\ud83d\\ude00", "\\x41", "\\u12", "a\tb", "C:\\\\ud83d"]
TIMES = [
    *["2026-03-01T10:00Z", "2026-03-01T10:00:00+00:00", "2026-03-01 10:00:00Z", "20260301T100000Z"],
    *["2026-03-01T11:00:00+0100", "2026-03-01T11:00+01", "2026-03-01t10:00:00z"],
    *["2026-03-01T10:00:00,000Z", "2026-03-01T10:00:00.000000000Z", "2026-03-01T10:00:00 +00:00"],
]


def test_what_an_event_names_is_told_whole(tmp_path):
    place = Place(tmp_path, "edx")
    events = [line | {"time": f"2026-03-01T10:{n:02}:00Z"} for n, (line, *_) in enumerate(NAMED)]
    write_log(place, "log.log", events)
    place.dbt(*CHAIN_OF_ACTIONS)
    assert place.rows(
        "select course_id, activity_id, user_id from marts.fct_actions order by acted_at"
    ) == [(course, activity, user(f"id:{learner}")) for _, course, activity, learner in NAMED]


def test_each_form_of_a_time_and_each_broken_text_is_kept(tmp_path):
    place = Place(tmp_path, "edx")
    broken = [
        json.dumps(event(n, "seq_next", event={"body": "?"})).replace("?", text)
        for n, text in enumerate(BROKEN_TEXTS)
    ]
    write_log(place, "log.log", [*broken, *(event(9, str(n), time=t) for n, t in enumerate(TIMES))])
    place.dbt(*CHAIN_OF_ACTIONS)
    assert place.rows("from quality.rejected_rows") == []
    times = "select distinct acted_at::varchar from marts.fct_actions where acted_at > '2020-01-01'"
    assert place.rows(times) == [("2026-03-01 10:00:00",)]
    assert place.rows("select count(*) from marts.fct_actions") == [(len(broken) + len(TIMES),)]


ROTATED = [
    *["tracking.log", "tracking.log.1", "tracking.log.2.gz", "tracking.log-20260301"],
    *["tracking.log-20260301-1772323200.gz", "tracking-20260302.log", "tracking.log.2026-03-03"],
    *["tracking/a.json-20260301.gz", "tracking/b.jsonl.10", "tracking/c/tracking.LOG.1"],
]
UNREAD = [
    "tracking.log.old",
    *map("tracking/tracking.log.{}".format, ("gz.1", "bz2")),
    "other.log.1",
]


def test_rotated_logs_are_read_and_what_is_not_is_named(tmp_path, capfd):
    place = Place(tmp_path, "edx")
    for number, name in enumerate([*ROTATED, *UNREAD, "README.md", ".tracking.log.1"]):
        place.write(f"edx/{name}", json.dumps(event(number, "seq_next")))
    place.dbt("--log-level", "warn", *CHAIN_OF_ACTIONS)
    assert place.rows("select source_file from quality.row_ledger order by all") == sorted(
        (f"edx/{name}",) for name in ROTATED
    )
    unread = sorted(f"{place.data}/edx/{name}" for name in UNREAD)
    said = (
        f"{place.data}/edx: files that are not read: 4 ({', '.join(unread[:3])}, …); a table is a"
    )
    assert said in capfd.readouterr().out


@pytest.fixture(scope="module")
def published_build(tmp_path_factory) -> Place:
    """The published logs, built whole."""
    place = Place(tmp_path_factory.mktemp("published"), "edx")
    link_published(place)
    place.dbt("build")
    return place


@pytest.mark.thorough
def test_every_published_line_is_accounted_for(published_build):
    lines = {
        f"edx/{path.relative_to(published('edx'))}": gzip.decompress(path.read_bytes()).splitlines()
        for path in published("edx").rglob("*.gz")
    }
    ledger = published_build.rows(
        "select source_file, kept_row_count + duplicate_row_count + rejected_row_count "
        "from quality.row_ledger"
    )
    assert dict(ledger) == {name: len(content) for name, content in lines.items()}
    assert published_build.rows(
        "select reject_reason, count(*) from quality.rejected_rows group by 1 order by 1"
    ) == [("blank line", 61), ("comment", 40), ("no event name", 23), ("no user", 177)]


@pytest.mark.thorough
def test_nearly_all_published_event_names_have_a_category(published_build):
    names = published_build.rows(
        """
        select count(distinct action_type),
            count(distinct action_type) filter (action_subcategory is not null)
        from marts.fct_actions
        where not starts_with(action_type, 'other_event_type_')
        """
    )[0]
    assert names[1] >= 0.95 * names[0] and names[0] == 50
