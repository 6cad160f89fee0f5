"""`make diff`: what differs between two warehouses is found, counted, and told without raw data."""

import os
import random
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from conftest import PROJECT, execute

from scripts.command_line import main
from scripts.compare.diff_report import report
from scripts.compare.differences import ChangedValue, TableDifference, compare

SESSIONS = """create schema marts; create table marts.fct_sessions as
    from (values ('s1', 'ana', 1, 10.5), ('s2', 'bob', 2, null), ('s3', 'eve', 3, 30.5))
    as t (session_id, user_id, action_count, duration_seconds);"""
NO_KEY = """create schema marts; create table marts.clicks as
    from (values ('ana', 1), ('ana', 1), ('bob', null)) as t (user_id, value);"""


@pytest.fixture
def pair(tmp_path):
    """A function: two warehouses of the same statements, the new one with some more."""

    def make(both, more=""):
        old, new = tmp_path / "old.duckdb", tmp_path / "new's one.duckdb"
        execute(old, both)
        execute(new, both + more)
        return old, new

    return make


@pytest.fixture
def rebuilt(small_build, tmp_path):
    """A function: a built warehouse and its copy, changed."""

    def change(sql):
        copy = small_build.copied_to(tmp_path).warehouse
        execute(copy, sql)
        return small_build.warehouse, copy

    return change


def only_difference(old, new):
    """The one table that differs."""
    (found,) = [difference for difference in compare(old, new) if difference.differs]
    return found


def lines(old, new):
    """The report as it is printed."""
    return list(report(compare(old, new)))


def test_a_build_equals_its_copy(rebuilt):
    old, new = rebuilt("select 1")
    found = compare(old, new)
    assert len(found) > 60
    assert lines(old, new) == [f"{len(found)} tables are equal"]


def test_neither_the_order_of_rows_nor_of_columns_matters(rebuilt):
    old, new = rebuilt(
        """create or replace table marts.fct_sessions as
        select ended_at, * exclude (ended_at) from marts.fct_sessions order by session_id desc"""
    )
    assert not any(difference.differs for difference in compare(old, new))


def test_a_changed_value_is_told_with_its_key_and_column(rebuilt):
    old, new = rebuilt(
        """update marts.fct_sessions set action_count = 99
        where session_id = (select min(session_id) from marts.fct_sessions)"""
    )
    with duckdb.connect(old, read_only=True) as connection:
        key, count = connection.execute(
            "select session_id, action_count from marts.fct_sessions order by all limit 1"
        ).fetchone()
    assert only_difference(old, new) == TableDifference(
        "marts",
        "fct_sessions",
        key="session_id",
        changed_count=1,
        changed_columns=(("action_count", 1),),
        changed=(ChangedValue(key, "action_count", str(count), "99"),),
    )
    assert lines(old, new)[:2] == [
        "marts.fct_sessions: 1 row changed (action_count 1)",
        f"  session_id {key}: action_count {count} -> 99",
    ]


def test_a_dropped_row_is_removed_and_the_other_way_round_added(rebuilt):
    old, new = rebuilt("delete from marts.dim_users where user_id = 'ana'")
    assert only_difference(old, new).removed_count == 1
    assert lines(old, new)[0] == "marts.dim_users: 1 row removed"
    assert lines(new, old)[0] == "marts.dim_users: 1 row added"
    assert lines(new, old)[1].startswith("  added: user_key ")


def test_columns_added_removed_and_of_another_type_are_told(rebuilt):
    old, new = rebuilt(
        """alter table marts.fct_sessions add column note varchar;
        alter table marts.fct_sessions drop column ended_at;
        alter table marts.fct_sessions alter action_count type varchar"""
    )
    assert lines(old, new)[0] == (
        "marts.fct_sessions: column note added, column ended_at removed, "
        "column action_count was bigint, is varchar"
    )


def test_a_table_in_one_of_them_is_told_with_its_rows(rebuilt):
    old, new = rebuilt("drop table marts.dim_users; create table quality.notes as select 1 as id")
    dropped, made = "marts.dim_users: table", "quality.notes: table"
    assert lines(old, new)[:2] == [f"{dropped} removed (2 rows)", f"{made} added (1 row)"]
    assert lines(new, old)[:2] == [f"{dropped} added (2 rows)", f"{made} removed (1 row)"]


def test_a_repeated_row_counts(rebuilt):
    old, new = rebuilt(
        "insert into marts.fct_sessions from marts.fct_sessions order by session_id limit 1"
    )
    found = only_difference(old, new)
    assert (found.key, found.added_count, found.removed_count) == (None, 1, 0)


def test_rows_without_a_key_are_shown_whole_with_how_often_they_stand_there(pair):
    old, new = pair(NO_KEY, "insert into marts.clicks values ('ana', 1), ('ana', 1), ('eve', 5)")
    assert lines(old, new) == [
        "marts.clicks: 3 rows only in the new",
        "  only in the new: user_id ana, value 1 (2 times)",
        "  only in the new: user_id eve, value 5",
        "0 tables are equal",
    ]
    assert lines(new, old)[0] == "marts.clicks: 3 rows only in the old"


def test_null_equals_null_and_nothing_else(pair):
    old, new = pair(NO_KEY)
    assert lines(old, new) == ["1 table is equal"]
    execute(new, "update marts.clicks set value = 0 where value is null")
    assert lines(old, new)[1:3] == [
        "  only in the new: user_id bob, value 0",
        "  only in the old: user_id bob, value null",
    ]


def test_changed_added_and_removed_rows_are_told_apart(pair):
    old, new = pair(
        SESSIONS,
        """delete from marts.fct_sessions where session_id = 's3';
        insert into marts.fct_sessions values ('s4', 'eve', 3, 30.5);
        update marts.fct_sessions set action_count = action_count + 5
        where session_id in ('s1', 's2');
        update marts.fct_sessions set duration_seconds = 0 where session_id = 's2'""",
    )
    assert lines(old, new) == [
        "marts.fct_sessions: 1 row added, 1 removed, 2 changed "
        "(action_count 2, duration_seconds 1)",
        "  added: session_id s4",
        "  removed: session_id s3",
        "  session_id s1: action_count 1 -> 6",
        "  session_id s2: duration_seconds null -> 0.0",
        "  session_id s2: action_count 2 -> 7",
        "0 tables are equal",
    ]


@pytest.mark.parametrize("first_column", ["row_key", "number"])
def test_there_are_three_examples_at_most(pair, first_column):
    old, new = pair(
        f"""create schema marts; create table marts.things as
        select i as {first_column}, i as value from range(50) as t (i);""",
        """delete from marts.things where value < 10;
        insert into marts.things select i, i from range(90, 100) as t (i);
        update marts.things set value = -1 where value between 20 and 29""",
    )
    found = only_difference(old, new)
    assert len(found.added) == len(found.removed) == 3
    assert len(found.changed) == (3 if first_column == "row_key" else 0)


def test_values_of_a_column_of_another_type_are_compared_all_the_same(pair):
    old, new = pair(
        SESSIONS,
        """alter table marts.fct_sessions alter action_count type varchar;
        update marts.fct_sessions set action_count = 'many' where session_id = 's2'""",
    )
    assert lines(old, new)[:2] == [
        "marts.fct_sessions: column action_count was integer, is varchar, "
        "1 row changed (action_count 1)",
        "  session_id s2: action_count 2 -> many",
    ]


def test_rows_that_may_hold_personal_data_are_counted_and_not_shown(pair):
    create = """create schema staging; create schema quality;
        create table staging.stg_users as select 'k1' as user_key, 'mark' as name;
        create table staging.base_users as select 1 as number, 'mark' as name;
        create table quality.rejected_rows as
            select 'r1' as rejected_row_key, 'mark' as raw_text, 1 as record_number"""
    old, new = pair(
        create,
        """; update staging.stg_users set name = 'secret';
        insert into staging.stg_users values ('secret', 'secret');
        update staging.base_users set name = 'secret';
        update quality.rejected_rows set raw_text = 'secret', record_number = 2""",
    )
    told = lines(old, new)
    assert told == [
        "quality.rejected_rows: 1 row changed (raw_text 1, record_number 1)",
        "  rejected_row_key r1: record_number 1 -> 2",
        "staging.base_users: 1 row only in the new, 1 only in the old",
        "staging.stg_users: 1 row added, 1 changed (name 1)",
        "0 tables are equal",
    ]


def test_a_terminal_is_safe_from_values(pair):
    longer = "concat(chr(27), '[2J', repeat('x', 500))"
    more = f"update marts.fct_sessions set user_id = {longer} where session_id = 's1'"
    old, new = pair(SESSIONS, more)
    shown = lines(old, new)[1]
    assert shown.isprintable()
    assert "\\x1b" in shown
    assert len(shown) < 120


def test_views_are_left_out_and_schemas_may_be_chosen(pair):
    old, new = pair(
        SESSIONS,
        """create view marts.latest as select 1 as id;
        create schema quality; create table quality.notes as select 1 as id""",
    )
    of_marts = [(found.table, found.differs) for found in compare(old, new, ["marts"])]
    assert of_marts == [("fct_sessions", False)]
    assert [found.table for found in compare(old, new)] == ["fct_sessions", "notes"]


def test_no_column_in_common_leaves_only_counts(pair):
    made = "create table marts.things as select i as one from range(3) as t (i)"
    old, new = pair("create schema marts;", made)
    execute(old, "create table marts.things as select i as two from range(2) as t (i)")
    assert lines(old, new)[0] == (
        "marts.things: column one added, column two removed, "
        "3 rows only in the new, 2 only in the old"
    )


def test_counts_are_those_of_except_all_on_any_rows(pair):
    """Columns are named like those that the comparison makes itself."""
    draw = random.Random(5)
    columns = 't (bucket, sign, "hashed ""x""")'

    def table(count):
        values = ["null", "0.0::double", "-0.0::double", "'nan'::double", "1.0::double"]
        drawn = [f"({', '.join(draw.choices(values, k=3))})" for _ in range(count)]
        return f"from (values {', '.join(drawn)}) as {columns}"

    old, new = pair("create schema marts;")
    for count in range(1, 60, 2):
        execute(old, f"create or replace table marts.rows as {table(count)}")
        execute(new, f"create or replace table marts.rows as {table(60 - count)}")
        with duckdb.connect() as connection:
            connection.execute(f"attach '{old}' as o (read_only)")
            quoted = str(new).replace("'", "''")
            connection.execute(f"attach '{quoted}' as n (read_only)")
            expected = [
                connection.execute(
                    f"select count(*) from (from {a}.marts.rows except all from {b}.marts.rows)"
                ).fetchone()[0]
                for a, b in ("no", "on")
            ]
        (found,) = compare(old, new)
        assert [found.added_count, found.removed_count] == expected


DIFF = [sys.executable, "-m", "scripts", "diff"]


def run(*command) -> subprocess.CompletedProcess:
    """A command in a process of its own."""
    return subprocess.run([*map(str, command)], capture_output=True, text=True, cwd=PROJECT)


def test_the_exit_status_says_whether_they_are_equal(pair, capsys):
    old, new = pair(SESSIONS)
    assert main(["diff", str(old), str(new)]) == 0
    assert capsys.readouterr().out == "1 table is equal\n"
    execute(new, "delete from marts.fct_sessions")
    outcome = run(*DIFF, old, new)
    assert outcome.returncode == 1
    assert outcome.stdout.splitlines()[0] == "marts.fct_sessions: 3 rows removed"
    assert outcome.stderr == ""


def test_what_the_user_can_put_right_is_one_sentence(pair, tmp_path, capsys):
    old, new = pair(SESSIONS)
    text, empty = tmp_path / "text.duckdb", tmp_path / "empty.duckdb"
    text.write_text("not a database " * 500)
    execute(empty, "select 1")
    for a, b, said in (
        (tmp_path / "none", new, f"{tmp_path / 'none'}: no such file"),
        (old, tmp_path, f"{tmp_path}: a folder"),
        (old, text, f"{text}: no DuckDB file"),
        (old, old, f"{old}: the same file"),
        ("", new, "Name two warehouses, as in make diff A=old.duckdb B=new.duckdb"),
        (old, "", "Name two warehouses"),
    ):
        assert main(["diff", str(a), str(b)]) == 2
        printed = capsys.readouterr()
        assert printed.err.startswith(said)
        assert printed.err.count("\n") == 1
        assert printed.out == ""
    old.unlink()
    execute(old, "select 1")
    assert main(["diff", str(old), str(empty)]) == 2
    assert "no table in either" in capsys.readouterr().err


def test_a_warehouse_in_use_is_one_sentence(pair):
    old, new = pair(SESSIONS)
    with duckdb.connect(new):
        outcome = run(*DIFF, old, new)
    assert outcome.returncode == 2
    assert outcome.stderr == f"{new}: in use, perhaps by a build; try again when that has ended\n"


def test_others_may_read_meanwhile_and_nothing_is_written(pair):
    old, new = pair(SESSIONS, "delete from marts.fct_sessions")
    before = old.read_bytes(), new.read_bytes(), sorted(os.listdir(old.parent))
    with duckdb.connect(new, read_only=True):
        assert run(*DIFF, old, new).returncode == 1
    assert (old.read_bytes(), new.read_bytes(), sorted(os.listdir(old.parent))) == before


def test_make_passes_odd_paths_on(pair, tmp_path):
    old, new = pair(SESSIONS)
    odd = old.rename(tmp_path / "old; echo `echo hi`.duckdb")
    ready = tmp_path / "ready"
    ready.touch()
    told = [f"READY={ready}", f"BIN={Path(sys.executable).parent}"]
    make = ["make", "--no-print-directory", "diff", *told]
    outcome = run(*make, f"A={odd}", f"B={new}")
    assert (outcome.stdout, outcome.returncode) == ("1 table is equal\n", 0)
    assert run(*make, f"A={odd}").stderr.startswith("Name two warehouses")


def test_the_memory_limit_holds_for_a_comparison_too(pair, monkeypatch, capsys):
    monkeypatch.setenv("MOOC_MEMORY_LIMIT", "lots")
    assert main(["diff", *map(str, pair(SESSIONS))]) == 2
    said = "MOOC_MEMORY_LIMIT: expected an amount such as 8GB, found lots\n"
    assert capsys.readouterr().err == said
