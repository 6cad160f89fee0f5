"""The marts file holds the marts and exports with their comments, and is replaced as a whole."""

import subprocess
import sys

import duckdb
import pytest
from conftest import execute

from scripts import marts_file
from scripts.errors import UserError
from scripts.warehouse import open_warehouse


def query(path, sql):
    """The rows of a query on a DuckDB file."""
    with duckdb.connect(path, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def write_marts_file(warehouse, target):
    """What a build does with the warehouse in its hands."""
    with open_warehouse(warehouse) as connection:
        marts_file.write_marts_file(connection, target)


@pytest.fixture
def warehouse(tmp_path):
    """A warehouse with a table in each of three layers, a view, comments and awkward names."""
    path = tmp_path / "warehouse" / "mooc.duckdb"
    path.parent.mkdir()
    execute(
        path,
        """create schema staging; create schema marts; create schema exports;
        create table staging.stg_actions as select 1 as id;
        create table marts.dim_users as
            select 'ana' as user_id, 3::smallint as "group", 1.50::decimal(5, 2) as score,
                timestamp '2026-03-01 10:00' as "first 'at'", ['a', 'b'] as flags;
        create table exports.tableau_empty (day date, rate double);
        create view marts.latest as select 1 as id;
        create schema quality;
        create table quality.rejected_rows as
            select 1 as record_number, 'no time' as reject_reason, 'ana,x' as raw_text;
        comment on table marts.dim_users is 'One row per user; it''s all there.';
        comment on column marts.dim_users."first 'at'" is 'UTC.';""",
    )
    return path


@pytest.fixture
def target(tmp_path):
    """Where the marts file goes; the folder is not there yet."""
    return tmp_path / "exports" / "mooc_marts.duckdb"


def test_only_the_tables_of_marts_exports_and_quality_are_copied(warehouse, target):
    write_marts_file(warehouse, target)
    tables = query(target, "select schema_name, table_name from duckdb_tables() order by all")
    assert tables == [
        *[("exports", "tableau_empty"), ("marts", "dim_users"), ("quality", "rejected_rows")]
    ]
    assert query(target, "select count(*) from duckdb_views() where not internal") == [(0,)]


def test_the_text_of_rejected_rows_stays_in_the_warehouse(warehouse, target):
    write_marts_file(warehouse, target)
    assert query(target, "from quality.rejected_rows") == [(1, "no time")]


def test_rows_and_types_are_those_of_the_warehouse(warehouse, target):
    write_marts_file(warehouse, target)
    for sql in (
        "from marts.dim_users",
        "describe marts.dim_users",
        "describe exports.tableau_empty",
    ):
        assert query(target, sql) == query(warehouse, sql)


def test_comments_on_tables_and_columns_come_along(warehouse, target):
    write_marts_file(warehouse, target)
    on_tables = "select table_name, comment from duckdb_tables() where comment is not null"
    on_columns = "select column_name, comment from duckdb_columns() where comment is not null"
    assert query(target, on_tables) == [("dim_users", "One row per user; it's all there.")]
    assert query(target, on_columns) == [("first 'at'", "UTC.")]


def test_a_new_file_takes_the_place_of_the_old_one_under_its_readers(warehouse, target):
    write_marts_file(warehouse, target)
    old_file = target.stat().st_ino
    with duckdb.connect(target, read_only=True) as reader:
        execute(warehouse, "update marts.dim_users set user_id = 'bob'")
        write_marts_file(warehouse, target)
        assert reader.execute("select user_id from marts.dim_users").fetchall() == [("ana",)]
    assert query(target, "select user_id from marts.dim_users") == [("bob",)]
    assert target.stat().st_ino != old_file
    assert [path.name for path in target.parent.iterdir()] == ["mooc_marts.duckdb"]


def test_a_failure_half_way_leaves_the_previous_file(warehouse, target):
    write_marts_file(warehouse, target)
    before = target.read_bytes()
    execute(warehouse, "create table marts.z as select range as id from range(500000); checkpoint")
    content = warehouse.read_bytes()
    warehouse.write_bytes(content[: len(content) // 2])
    with pytest.raises(duckdb.Error):
        write_marts_file(warehouse, target)
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == ["mooc_marts.duckdb"]


def test_a_warehouse_without_marts_does_not_replace_the_file(warehouse, target):
    write_marts_file(warehouse, target)
    before = target.read_bytes()
    schemas = ("marts", "exports", "quality")
    execute(warehouse, "; ".join(f"drop schema {schema} cascade" for schema in schemas))
    with pytest.raises(UserError, match="no table in marts or exports"):
        write_marts_file(warehouse, target)
    assert target.read_bytes() == before


def test_the_warehouse_may_be_called_like_a_schema(warehouse, target):
    write_marts_file(warehouse.rename(warehouse.with_name("marts.duckdb")), target)
    assert query(target, "select user_id from marts.dim_users") == [("ana",)]


def test_a_missing_warehouse_says_what_to_run(tmp_path, target):
    with pytest.raises(UserError, match="no.duckdb: no such warehouse; run `make build` first"):
        write_marts_file(tmp_path / "no.duckdb", target)
    assert not (tmp_path / "no.duckdb").exists()


def test_a_warehouse_that_a_build_holds_asks_for_patience(warehouse, target):
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, warehouse],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as build:
        assert build.stdout.readline() == "open\n"
        with pytest.raises(UserError, match="mooc.duckdb: in use, perhaps by a build; try again"):
            write_marts_file(warehouse, target)
        build.communicate("\n")


def test_a_file_that_is_no_warehouse_is_named(tmp_path, target):
    path = tmp_path / "mooc.duckdb"
    path.write_text("no DuckDB, but long enough to be looked at" * 100)
    said = "mooc.duckdb: no DuckDB file; name a warehouse, or move it away and run"
    with pytest.raises(UserError, match=said):
        write_marts_file(path, target)


def test_a_warehouse_that_is_cut_off_is_named(warehouse, target):
    with open(warehouse, "r+b") as file:
        file.truncate(file.seek(0, 2) // 4)
    with pytest.raises(UserError, match="mooc.duckdb: cut off; move it away and run"):
        write_marts_file(warehouse, target)


def test_who_reads_the_warehouse_takes_as_much_memory_as_is_allowed(warehouse, monkeypatch):
    monkeypatch.setenv("MOOC_MEMORY_LIMIT", "512MiB")
    with open_warehouse(warehouse) as connection:
        (limit,) = connection.sql("select current_setting('memory_limit')").fetchone()
    assert limit == "512.0 MiB"


def test_a_senseless_memory_limit_is_named(warehouse, monkeypatch):
    monkeypatch.setenv("MOOC_MEMORY_LIMIT", "lots")
    with pytest.raises(UserError, match="^MOOC_MEMORY_LIMIT: expected an amount such as 8GB, fou"):
        open_warehouse(warehouse)
