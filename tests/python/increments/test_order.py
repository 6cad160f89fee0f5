"""The order of rows, how they are split into files, file names and threads change no table."""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from conftest import UNTESTED, Place
from deliveries import COURSES
from hard_files import ACTION_COLUMNS, START, Row, action_rows, write_table
from rebuilds import CORE

from scripts.compare.diff_report import report
from scripts.compare.differences import compare

pytestmark = pytest.mark.thorough

# Where a row stands in which file is what these tables are about.
OF_FILES = {"base_files__actions", "row_ledger", "rejected_rows", "int_surplus_rows"}


@pytest.fixture(scope="module")
def history() -> list[Row]:
    """Actions full of ties, some told twice, some told twice with another content, some broken."""
    choice = random.Random(3)
    rows = [row for course in COURSES for row in action_rows(choice.choice, 12, course)]
    again = [dict(row) for row in choice.sample(rows, 40)]
    altered = [row | {"user_id": "u1"} for row in choice.sample(rows, 20)]
    broken = [row | {"acted_at": None} for row in choice.sample(rows, 10)]
    return rows + again + altered + broken


def built(place: Place, *files: tuple[str, list[Row]], threads: str = "2") -> Place:
    """A place built from these files of actions."""
    for name, rows in files:
        write_table(place, f"actions/{name}", ACTION_COLUMNS, rows)
    ends_at = START + timedelta(days=30)
    courses = [{"course_id": "plain", "starts_at": START, "ends_at": ends_at}]
    write_table(place, "courses", ["course_id", "starts_at", "ends_at"], courses)
    selected = [f"+{model}" for model in CORE]
    place.dbt("build", *UNTESTED, "--threads", threads, "--select", *selected)
    return place


@pytest.fixture(scope="module")
def plain(history, tmp_path_factory) -> Place:
    """All rows in one file as they come."""
    return built(Place(tmp_path_factory.mktemp("plain")), ("all", history))


def in_parts(rows: list[Row], count: int) -> list[tuple[str, list[Row]]]:
    """The rows dealt out to files."""
    return [(str(number), rows[number::count]) for number in range(count)]


def shuffled(rows: list[Row]) -> list[Row]:
    """The rows in another order."""
    return random.Random(8).sample(rows, len(rows))


FILES: dict[str, Callable[[list[Row]], list[tuple[str, list[Row]]]]] = {
    "shuffled": lambda rows: [("all", shuffled(rows))],
    "backwards": lambda rows: [("all", rows[::-1])],
    "renamed": lambda rows: [("zzz", rows)],
    "split": lambda rows: in_parts(rows, 7),
    "shuffled, split and named the other way": lambda rows: [
        (f"x{9 - int(name)}", part) for name, part in in_parts(shuffled(rows), 5)
    ],
}


def assert_same(one: Place, other: Place, left_out: set[str]) -> None:
    """Both warehouses hold the same rows in every table that is not left out."""
    compared = [t for t in compare(one.warehouse, other.warehouse) if t.table not in left_out]
    assert {*CORE, "fct_actions", "fct_sessions"} - left_out <= {one.table for one in compared}
    differences = [table for table in compared if table.differs]
    assert not differences, "\n".join(report(differences))


@pytest.mark.parametrize("case", FILES)
def test_the_same_rows_in_other_files_make_the_same_tables(history, plain, tmp_path, case):
    other = built(Place(tmp_path), *FILES[case](history))
    assert_same(plain, other, OF_FILES)


@pytest.mark.parametrize(("duckdb_threads", "dbt_threads"), [("1", "1"), ("2", "1"), ("1", "4")])
def test_threads_change_no_table_at_all(
    history, plain, tmp_path, monkeypatch, duckdb_threads, dbt_threads
):
    monkeypatch.setenv("MOOC_THREADS", duckdb_threads)
    other = built(Place(tmp_path), ("all", history), threads=dbt_threads)
    assert_same(plain, other, set())
