"""Extracts hold what their Parquet files hold; a failure leaves those that were there."""

import sys
from datetime import date, datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from conftest import write_parquet

from scripts.errors import UserError

pytest.importorskip("scripts.tableau")

from scripts.tableau.document import as_bytes
from scripts.tableau.hyper import HyperUnavailable, check_row_count, write_hyper_files

ROWS = """select * from (values
    ('a', 1::bigint, 0.5::double, true, date '2026-03-01', timestamp '2026-03-01 10:00:00.25'),
    ('ü', 41::bigint, null, false, null, timestamp '2026-03-02 00:00:00')
) as rows (activity, clicks, rate, is_new, day, acted_at)"""
TYPES = ["TEXT", "BIG_INT", "DOUBLE", "BOOL", "DATE", "TIMESTAMP"]


@pytest.fixture
def hyper():
    """Hyper's library, without which extracts are not written."""
    return pytest.importorskip("tableauhyperapi")


@pytest.fixture
def folders(tmp_path):
    """Two folders: an empty one for Parquet files, and one for extracts that is not there yet."""
    (tmp_path / "parquet").mkdir()
    return tmp_path / "parquet", tmp_path / "tableau"


def read_extract(path):
    """The column names, type names and rows of the table "Extract"."Extract"."""
    api = pytest.importorskip("tableauhyperapi")
    telemetry = api.Telemetry.DO_NOT_SEND_USAGE_DATA_TO_TABLEAU
    table = api.TableName("Extract", "Extract")
    with (
        api.HyperProcess(telemetry, parameters={"log_config": ""}) as process,
        api.Connection(process.endpoint, path) as connection,
    ):
        columns = connection.catalog.get_table_definition(table).columns
        rows = connection.execute_list_query(f"select * from {table} order by 1")
    names = [column.name.unescaped for column in columns]
    return names, [column.type.tag.name for column in columns], rows


def test_an_extract_holds_the_names_types_and_values_of_its_parquet_file(hyper, folders):
    write_parquet(folders[0] / "tableau_actions.parquet", ROWS)
    [path] = write_hyper_files(*folders)
    assert path == folders[1] / "tableau_actions.hyper"
    names, types, rows = read_extract(path)
    assert names == ["activity", "clicks", "rate", "is_new", "day", "acted_at"]
    assert types == TYPES
    assert [row[:4] for row in rows] == [["a", 1, 0.5, True], ["ü", 41, None, False]]
    assert rows[0][4].to_date() == date(2026, 3, 1)
    assert rows[0][5].to_datetime() == datetime(2026, 3, 1, 10, 0, 0, 250000)


def test_an_extract_holds_texts_as_the_xml_beside_it_does(hyper, folders):
    sql = "select 'Part 1' || chr(11) || 'Tables' as course, 'ü' || chr(9) as unit, 1 as clicks"
    write_parquet(folders[0] / "tableau_actions.parquet", sql)
    [path] = write_hyper_files(*folders)
    assert read_extract(path)[2] == [["Part 1\ufffdTables", "ü\t", 1]]
    root = Element("workbook", {"course": "Part 1\x0bTables"})
    assert ElementTree.fromstring(as_bytes(root)).get("course") == "Part 1\ufffdTables"


def test_every_row_of_a_large_file_arrives(hyper, folders):
    write_parquet(folders[0] / "tableau_days.parquet", "select range as day from range(300000)")
    [path] = write_hyper_files(*folders)
    _, _, rows = read_extract(path)
    assert (len(rows), sum(row[0] for row in rows)) == (300_000, 44_999_850_000)


def test_an_empty_file_becomes_an_empty_table_with_its_columns(hyper, folders):
    write_parquet(folders[0] / "tableau_sessions.parquet", f"{ROWS} limit 0")
    [path] = write_hyper_files(*folders)
    names, types, rows = read_extract(path)
    assert (len(names), types, rows) == (6, TYPES, [])


def test_only_tableau_tables_become_extracts_and_nothing_else_is_left(
    hyper, folders, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    for name in ("tableau_b", "tableau_a", "dim_users"):
        write_parquet(folders[0] / f"{name}.parquet", ROWS)
    paths = write_hyper_files(*folders)
    assert [path.name for path in paths] == ["tableau_a.hyper", "tableau_b.hyper"]
    assert sorted(path.name for path in folders[1].iterdir()) == [path.name for path in paths]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["parquet", "tableau"]


@pytest.mark.parametrize("broken", ["select uuid() as id", None], ids=["type", "not Parquet"])
def test_a_failure_in_the_second_file_leaves_the_previous_set(hyper, folders, tmp_path, broken):
    first, second = folders[0] / "tableau_a.parquet", folders[0] / "tableau_b.parquet"
    write_parquet(first, ROWS)
    write_parquet(second, ROWS)
    before = {path: path.read_bytes() for path in write_hyper_files(*folders)}
    write_parquet(first, f"{ROWS} limit 1")
    if broken:
        write_parquet(second, broken)
    else:
        second.write_text("no Parquet")
    with pytest.raises(UserError, match="tableau_b.parquet"):
        write_hyper_files(*folders)
    assert {path: path.read_bytes() for path in folders[1].iterdir()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["parquet", "tableau"]


def test_a_lost_row_is_an_error(tmp_path):
    check_row_count(tmp_path / "tableau_a.parquet", 2, 2)
    with pytest.raises(RuntimeError, match="tableau_a.parquet: 2 rows, but 1"):
        check_row_count(tmp_path / "tableau_a.parquet", 2, 1)


def test_a_folder_without_exports_says_what_to_run(folders, tmp_path):
    for folder in (folders[0], tmp_path / "nowhere"):
        with pytest.raises(UserError, match=f"{folder.name}: no tableau_.* run `make build` first"):
            write_hyper_files(folder, folders[1])
    assert not folders[1].exists()


def test_without_the_hyper_library_the_error_says_so(folders, monkeypatch):
    write_parquet(folders[0] / "tableau_a.parquet", ROWS)
    monkeypatch.setitem(sys.modules, "tableauhyperapi", None)
    with pytest.raises(HyperUnavailable, match="tableauhyperapi: not installed"):
        write_hyper_files(*folders)


@pytest.mark.parametrize("damage", [lambda b: b[:-20], lambda b: b[:40] + bytes(400) + b[440:]])
def test_a_damaged_file_is_to_be_built_anew(hyper, folders, damage):
    path = folders[0] / "tableau_actions.parquet"
    write_parquet(path, "select range as day, md5(range::text) as name from range(1000)")
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(UserError, match="damaged; run `make build` to write it anew"):
        write_hyper_files(*folders)


def test_a_file_in_the_place_of_the_folder_is_named(hyper, folders):
    write_parquet(folders[0] / "tableau_actions.parquet", ROWS)
    folders[1].touch()
    with pytest.raises(UserError, match="tableau: a file, where a folder is needed"):
        write_hyper_files(*folders)
