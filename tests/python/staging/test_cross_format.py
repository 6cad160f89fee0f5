"""One planted truth through every source: a form gives what `files` gives for the same actions."""

import json
from dataclasses import dataclass
from functools import cache
from types import ModuleType

import pytest
from capabilities import contradictions
from conftest import PROJECT, UNTESTED, Place
from pseudonyms import SALT, user
from rebuilds import only_in_one

from scripts.dev.simulate.raw import moodle_report
from scripts.dev.simulate.raw.contract_files import table_files
from scripts.dev.simulate.raw.forms import FORMS
from scripts.dev.simulate.raw.plan import PERSONAL_TEXTS, Plan, plan
from scripts.dev.simulate.sample import SEED
from scripts.environment import environment

pytestmark = pytest.mark.thorough

PSEUDONYMOUS = ("edx", "xapi")
SETTINGS = {"moodle_report": {"moodle_report_time_zone": moodle_report.REPORT_ZONE}}
MARTS = {
    "fct_sessions": "* exclude (session_id, source_name)",
    "fct_daily_engagement": "* exclude (daily_engagement_key, source_name)",
    "fct_enrollments": "user_id, course_id, enrolled_at, first_acted_at, last_acted_at, outcome",
}
# What only forms with scores and positions can tell. An xAPI attempt is a submit in the words of
# `files`, so that problems of xAPI are not compared.
DETAILS = {
    "fct_video_engagement": "user_id, course_id, activity_id, play_count, watched_seconds_total, "
    "watched_seconds_unique",
    "fct_problem_engagement": "user_id, course_id, activity_id, attempt_count, is_first_correct, "
    "is_ever_correct, best_score",
}
COMPARED = {
    "edx": MARTS | DETAILS,
    "xapi": MARTS | {"fct_video_engagement": DETAILS["fct_video_engagement"]},
}
# The folder of a source may be taken out.
CASES = [
    (name, mart)
    for name, form in FORMS.items()
    if name != "files" and (PROJECT / "models/staging" / form.FOLDER).is_dir()
    for mart in COMPARED.get(name, MARTS)
]
SOURCES = ["sample", "files", *(name for name in dict(CASES) if name != "moodle_report")]


@dataclass(frozen=True)
class Pair:
    """The same actions read in their form, and as files."""

    form: ModuleType
    read: Place
    expected: Place


def expected_files(form: ModuleType, simulated: Plan, is_hashed: bool) -> dict[str, bytes]:
    tables = form.carried(simulated)
    if is_hashed:
        tables = {
            name: [
                row | {"user_id": user(row["user_id"])} if "user_id" in row else row for row in rows
            ]
            for name, rows in tables.items()
        }
    return table_files(tables)


@pytest.fixture(scope="module")
def simulated() -> Plan:
    return plan(SEED)


@pytest.fixture(scope="module")
def pair_of(simulated, tmp_path_factory):
    """A function that builds a form and the same actions as files, once."""

    @cache
    def built(name: str) -> Pair:
        form = FORMS[name]
        read = Place(tmp_path_factory.mktemp(name), form.FOLDER)
        for file_name, content in form.write(simulated).files.items():
            read.write(f"{form.FOLDER}/{file_name}", content)
        expected = Place(tmp_path_factory.mktemp(f"{name}_as_files"))
        for file_name, content in expected_files(form, simulated, name in PSEUDONYMOUS).items():
            expected.write(f"files/{file_name}", content)
        marts = [f"+{mart}" for mart in COMPARED.get(name, MARTS)]
        command = ["build", *UNTESTED, "--select", *marts, "+row_ledger"]
        with environment(MOOC_USER_SALT=SALT):
            read.dbt(*command, **SETTINGS.get(name, {}))
            expected.dbt(*command)
        return Pair(form, read, expected)

    return built


def alone(name: str, pair_of, sample_build: Place) -> Place:
    """A build of one source."""
    if name == "sample":
        return sample_build
    return pair_of("moodle").expected if name == "files" else pair_of(name).read


@pytest.fixture(scope="module")
def together(pair_of, sample_build, tmp_path_factory) -> Place:
    """All sources in one warehouse, all models."""
    place = Place(tmp_path_factory.mktemp("together"), ",".join(SOURCES))
    place.data.mkdir()
    for name in SOURCES:
        if name != "sample":
            data = alone(name, pair_of, sample_build).data
            (place.data / name).symlink_to(data / name)
    with environment(MOOC_USER_SALT=SALT):
        place.dbt("build", *UNTESTED)
    return place


@pytest.mark.parametrize("name", SOURCES)
def test_sources_in_one_warehouse_do_not_influence_each_other(
    pair_of, sample_build, together, name
):
    place = alone(name, pair_of, sample_build)
    tables = place.rows(
        """select table_schema || '.' || table_name from information_schema.columns
        inner join information_schema.tables using (table_schema, table_name)
        where column_name = 'source_name' and table_type = 'BASE TABLE'"""
    )
    assert ("marts.fct_enrollments",) in tables
    rows = f"select * from HERE.{{}} where source_name = '{name}'"
    assert [one for (one,) in tables if only_in_one(place, together, rows.format(one))] == []


def test_what_sources_are_said_to_answer_the_marts_show(together):
    assert contradictions(together) == set()


@pytest.mark.parametrize(("name", "mart"), CASES)
def test_a_form_gives_what_files_give_for_the_same_actions(pair_of, simulated, name, mart):
    pair = pair_of(name)
    ids = pair.form.ids(simulated)
    users = [*ids.users.values(), *map(user, ids.users.values())]
    planted = f"user_id in {tuple(users)} and course_id in {(*ids.courses.values(), '')}"
    columns = COMPARED.get(name, MARTS)[mart]
    [(count,)] = pair.expected.rows(f"select count(*) from marts.{mart} where {planted}")
    has_sessions = name != "oulad" or mart != "fct_sessions"
    assert (count > 50) == has_sessions
    rows = f"select {columns} from HERE.marts.{mart} where {planted}"
    assert only_in_one(pair.read, pair.expected, rows) == []


KEY = "course-v1:edX+DemoX+2015"
PASSED = {
    "edx/tracking.log": {
        "event_type": "edx.course.grade.now_passed",
        "time": "2026-03-01T10:00:00Z",
        "event_source": "server",
        "context": {"user_id": 7, "course_id": KEY},
        "event": {"user_id": 7, "course_id": KEY},
    },
    "xapi/statements.jsonl": {
        "actor": {"account": {"homePage": "http://lms", "name": "7"}},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/passed"},
        "object": {
            "id": f"http://lms/course/{KEY}",
            "definition": {"type": "http://adlnet.gov/expapi/activities/course"},
        },
        "timestamp": "2026-03-01T10:00:00Z",
    },
}


@pytest.mark.parametrize("file", PASSED)
def test_a_course_passed_now_means_the_same_in_each_form(tmp_path, monkeypatch, file):
    monkeypatch.setenv("MOOC_USER_SALT", SALT)
    place = Place(tmp_path, file.split("/")[0])
    quiz = {"id": "http://lms/quiz", "definition": {"type": "http://x/activities/assessment"}}
    course = {"contextActivities": {"parent": [PASSED["xapi/statements.jsonl"]["object"]]}}
    other = {"actor": {"mbox": "mailto:a@b.c"}, "object": quiz, "context": course}
    lines = [PASSED[file]] + [PASSED[file] | other] * (place.sources == "xapi")
    place.write(file, "\n".join(map(json.dumps, lines)))
    place.dbt("build", *UNTESTED, "--select", "+fct_enrollments")
    passed = "select course_id, outcome, outcome_basis from marts.fct_enrollments "
    assert place.rows(passed + "where is_completed") == [(KEY, "completed", "certificate")]


@pytest.mark.parametrize("name", dict(CASES))
def test_what_cannot_be_read_is_in_the_ledger(pair_of, simulated, name):
    pair = pair_of(name)
    written = pair.form.write(simulated)
    raw, kept, duplicate, rejected = pair.read.rows(
        """select sum(raw_row_count), sum(kept_row_count), sum(duplicate_row_count),
        sum(rejected_row_count) from quality.row_ledger"""
    )[0]
    assert raw == kept + duplicate + rejected
    assert rejected >= written.broken_count
    assert duplicate >= written.repeated_count


@pytest.mark.parametrize("name", dict(CASES))
def test_no_personal_text_is_in_the_warehouse(pair_of, name):
    pair = pair_of(name)
    tables = pair.read.rows(
        """select table_schema || '.' || table_name from information_schema.tables
        where table_type = 'BASE TABLE'"""
    )
    found = {
        (table, text)
        for (table,) in tables
        for text in PERSONAL_TEXTS
        if pair.read.rows(
            f"select 1 from {table} as t where contains(t::varchar, '{text}') limit 1"
        )
    }
    assert not found
