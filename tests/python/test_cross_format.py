"""One planted truth through every source: a form gives what `files` gives for the same actions."""

import hashlib
from dataclasses import dataclass
from types import ModuleType

import duckdb
import pytest
from conftest import PROJECT, UNTESTED, Place

from scripts.simulate.raw import moodle_report
from scripts.simulate.raw.contract_files import table_files
from scripts.simulate.raw.forms import FORMS
from scripts.simulate.raw.plan import PERSONAL_TEXTS, Plan, plan
from scripts.simulate.sample import SEED

SALT = "a salt for tests"
PSEUDONYMOUS = ("edx", "xapi")
SETTINGS = {"moodle_report": {"moodle_report_time_zone": moodle_report.REPORT_ZONE}}
MARTS = {
    "fct_sessions": "* exclude (session_id, source_name)",
    "fct_daily_engagement": "* exclude (daily_engagement_key, source_name)",
    "fct_enrollments": "user_id, course_id, enrolled_at, first_acted_at, last_acted_at, outcome",
}
SELECTED = ["--select", *(f"+{mart}" for mart in MARTS), "+row_ledger"]


@dataclass(frozen=True)
class Pair:
    """The same actions read in their form, and as files."""

    form: ModuleType
    read: Place
    expected: Place


def hashed(user_id: object) -> str:
    """The pseudonym of a user in the sources that keep no ids."""
    return hashlib.sha256(f"{SALT}:{user_id}".encode()).hexdigest()


def expected_files(form: ModuleType, simulated: Plan, is_hashed: bool) -> dict[str, bytes]:
    tables = form.carried(simulated)
    if is_hashed:
        tables = {
            name: [
                row | {"user_id": hashed(row["user_id"])} if "user_id" in row else row
                for row in rows
            ]
            for name, rows in tables.items()
        }
    return table_files(tables)


def readable(name: str) -> bool:
    """Whether the project can read the form; the folder of a source may be taken out."""
    return (PROJECT / "models/staging" / FORMS[name].FOLDER).is_dir()


@pytest.fixture(scope="module")
def simulated() -> Plan:
    return plan(SEED)


@pytest.fixture(scope="module", params=[name for name in FORMS if name != "files"])
def pair(request, simulated, tmp_path_factory) -> Pair:
    name, form = request.param, FORMS[request.param]
    if not readable(name):
        pytest.skip(f"the project has no source {form.FOLDER}")
    read = Place(tmp_path_factory.mktemp(name), form.FOLDER)
    for file_name, content in form.write(simulated).files.items():
        read.write(f"{form.FOLDER}/{file_name}", content)
    expected = Place(tmp_path_factory.mktemp(f"{name}_as_files"))
    for file_name, content in expected_files(form, simulated, name in PSEUDONYMOUS).items():
        expected.write(f"files/{file_name}", content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOOC_USER_SALT", SALT)
        for place in (read, expected):
            settings = SETTINGS.get(name, {}) if place is read else {}
            place.dbt("build", *UNTESTED, *SELECTED, **settings)
    return Pair(form, read, expected)


@pytest.mark.parametrize("mart", MARTS)
def test_a_form_gives_what_files_give_for_the_same_actions(pair, simulated, mart):
    ids = pair.form.ids(simulated)
    users = [*ids.users.values(), *map(hashed, ids.users.values())]
    planted = f"user_id in {tuple(users)} and course_id in {tuple([*ids.courses.values(), ''])}"
    with duckdb.connect() as connection:
        for name, place in (("read", pair.read), ("expected", pair.expected)):
            connection.execute(f"attach '{place.warehouse}' as {name} (read_only)")
            connection.execute(
                f"create view {name}_rows as "
                f"select {MARTS[mart]} from {name}.marts.{mart} where {planted}"
            )
        count = connection.execute("select count(*) from expected_rows").fetchone()[0]
        assert count > 50 or mart == "fct_sessions" and pair.form.FOLDER == "oulad"
        differing = {
            f"only {one}": connection.execute(
                f"select * from (from {one}_rows except all from {other}_rows) order by all limit 5"
            ).fetchall()
            for one, other in (("read", "expected"), ("expected", "read"))
        }
    assert differing == {"only read": [], "only expected": []}


def test_what_cannot_be_read_is_in_the_ledger(pair, simulated):
    written = pair.form.write(simulated)
    raw, kept, duplicate, rejected = pair.read.rows(
        """select sum(raw_row_count), sum(kept_row_count), sum(duplicate_row_count),
        sum(rejected_row_count) from quality.row_ledger"""
    )[0]
    assert raw == kept + duplicate + rejected
    assert rejected >= written.broken_count
    assert duplicate >= written.repeated_count


def test_no_personal_text_is_in_the_warehouse(pair):
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
