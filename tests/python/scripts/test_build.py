"""`make build`: what it prints, writes and says when something is wrong."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from conftest import PROJECT, contents

from scripts.build import parse_settings, source_names
from scripts.data_folder import data_folder
from scripts.dbt import sentence_of
from scripts.errors import UserError
from scripts.last_build import (
    read_signatures,
    remember_build,
    said_by_last_build,
    written_signatures,
)
from scripts.places import Places


def start(folder: Path, *arguments: str, **environment: str) -> subprocess.Popen:
    """Start `python -m scripts build` with its warehouse and exports in a folder."""
    told = {"MOOC_WAREHOUSE": "new/mooc.duckdb", "MOOC_EXPORTS": "exports"}
    told |= {"DBT_TARGET_PATH": "target"}
    own = {name: str(folder / path) for name, path in told.items()} | {"PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "scripts", "build", *arguments],
        cwd=PROJECT,
        env=os.environ | own | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # What runs in the background of a shell ignores the signal, and hands that down.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def build(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    """The same, to its end."""
    process = start(folder, *arguments, **environment)
    stdout, stderr = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess]:
    """The sample, built as a newcomer does who opens the warehouse when the first line is there."""
    folder = tmp_path_factory.mktemp("newcomer")
    process = start(folder)
    first = process.stdout.readline()
    with duckdb.connect(folder / "new" / "mooc.duckdb"):
        # `communicate` would lose the lines that `readline` has read ahead.
        stdout, stderr = process.stdout.read(), process.stderr.read()
    return folder, subprocess.CompletedProcess(process.args, process.wait(), first + stdout, stderr)


def test_it_accounts_for_rows_and_tests_and_says_where_files_lie(built):
    folder, outcome = built
    assert outcome.returncode == 0, outcome.stderr
    rows, tests, query, files = outcome.stdout.splitlines()
    assert " raw rows = " in rows
    assert " tests passed in " in tests
    assert query.startswith(f"Query {folder}/new/mooc.duckdb, or {folder}/exports/mooc_marts")
    assert files == (
        f"Open in {folder}/exports: tableau/*.twbx, tableau/*.tdsx, tableau/*.hyper, "
        "csv/*.csv, plots/*.png, docs/index.html"
    )
    assert outcome.stderr == ""


def test_every_export_table_is_a_tableau_extract_a_csv_and_a_parquet_file(built):
    exports = built[0] / "exports"
    with duckdb.connect(exports / "mooc_marts.duckdb", read_only=True) as connection:
        sql = "select table_name from duckdb_tables() where schema_name = 'exports'"
        tables = {name for (name,) in connection.execute(sql).fetchall()}
    assert len(tables) == 7
    for folder, ending in [("tableau", "hyper"), ("csv", "csv"), ("parquet", "parquet")]:
        assert {path.stem for path in (exports / folder).glob(f"*.{ending}")} == tables


def test_the_lineage_site_names_no_folder_of_this_machine(built):
    page = (built[0] / "exports" / "docs" / "index.html").read_text()
    assert "fct_sessions" in page
    assert str(PROJECT) not in page
    assert str(built[0]) not in page


def test_a_warehouse_in_use_is_one_sentence_and_exit_status_2(built, tmp_path):
    warehouse = tmp_path / "new" / "mooc.duckdb"
    warehouse.parent.mkdir()
    with duckdb.connect(warehouse):
        outcome = build(tmp_path)
    assert outcome.returncode == 2
    assert outcome.stderr.startswith(f"{warehouse}: in use by another program")
    assert outcome.stderr.count("\n") == 1
    assert outcome.stdout == ""


@pytest.mark.thorough
def test_a_warehouse_in_no_folder_is_one_sentence_that_names_the_variable(tmp_path):
    file = tmp_path / "file"
    file.touch()
    outcome = build(tmp_path, MOOC_WAREHOUSE=f"{file}/mooc.duckdb")
    assert outcome.returncode == 2
    assert outcome.stderr == (
        f"MOOC_WAREHOUSE: {file} cannot be written to (file exists); "
        "mend that or name another folder\n"
    )


def test_settings_reach_dbt_and_senseless_ones_are_one_sentence(tmp_path):
    outcome = build(tmp_path, "--vars", "{session_timeout_minutes: 0}")
    assert outcome.returncode == 2
    assert outcome.stderr == "session_timeout_minutes: expected a number above 0, found 0\n"
    assert build(tmp_path, "--vars", "x").stderr == (
        "--vars: expected a map such as {time_zone: UTC}, found x\n"
    )
    assert build(tmp_path, "--vars", "{time_zon: Mars}").stderr == (
        "--vars: time_zon is no setting; did you mean time_zone\n"
    )


def test_what_is_watched_is_what_is_read(monkeypatch):
    monkeypatch.delenv("MOOC_DATA_DIR", raising=False)
    assert source_names({"sources": "sample, files"}) == ["sample", "files"]
    assert data_folder({"data_dir": "elsewhere"}) == Path("elsewhere")
    monkeypatch.setenv("MOOC_DATA_DIR", "here")
    assert data_folder({"data_dir": "elsewhere"}) == Path("here")


@pytest.mark.parametrize("value", ["soon", "'30'", "null", "true", "[30]"])
def test_what_is_no_number_is_named_before_dbt_computes_with_it(value):
    with pytest.raises(UserError, match="^session_timeout_minutes: expected a number such as 30"):
        parse_settings(f"{{session_timeout_minutes: {value}}}")


def times_of(folder: Path) -> dict[Path, int]:
    """When each file below a folder was written."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_with_nothing_new_it_says_again_what_it_said_and_touches_nothing(built):
    folder, outcome = built
    written = times_of(folder)
    again = build(folder)
    nothing = "Nothing is new since then; `dbt build` builds all the same\n"
    assert again.stdout == outcome.stdout + nothing
    assert times_of(folder) == written


@pytest.mark.parametrize("changed", ["data", "setting", "environment", "export", "warehouse"])
def test_whatever_changed_since_the_last_build_is_new(tmp_path, monkeypatch, changed):
    place = Places(tmp_path / "mooc.duckdb", tmp_path / "exports")
    actions = write_actions(tmp_path, "ana,play_video,2026-03-01,calm")
    place.exports.mkdir()
    for path in (place.warehouse, place.exports / "a.csv"):
        path.touch()
    monkeypatch.setenv("MOOC_DATA_DIR", str(tmp_path))

    def signatures(**settings) -> dict[str, str]:
        return read_signatures(["files"], settings) | written_signatures(place)

    remember_build(place, signatures(), ["done"])
    assert said_by_last_build(place, signatures()) == ["done"]
    if changed == "environment":
        monkeypatch.setenv("MOOC_USER_SALT", "other")
    paths = {"data": actions, "export": place.exports / "a.csv", "warehouse": place.warehouse}
    if changed in paths:
        paths[changed].write_text("more")
    settings = {"time_zone": "Asia/Tokyo"} if changed == "setting" else {}
    assert said_by_last_build(place, signatures(**settings)) == []


def test_an_interrupted_build_says_so(tmp_path):
    process = start(tmp_path)
    while not (tmp_path / "new" / "mooc.duckdb").exists():
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate()
    assert (process.returncode, stdout) == (130, "")
    assert stderr.startswith("Interrupted: some tables may be of this build")
    assert stderr.count("\n") == 1


@pytest.mark.thorough
def test_a_build_of_other_sources_says_what_it_replaces(built, tmp_path):
    shutil.copytree(built[0] / "new", tmp_path / "new")
    outcome = build(tmp_path, "files", MOOC_DATA_DIR=str(tmp_path))
    assert "actions.csv: no such file" in outcome.stderr
    assert "replaced" not in outcome.stdout
    write_actions(tmp_path, "ana,play_video,not a time,calm")
    outcome = build(tmp_path, "files", MOOC_DATA_DIR=str(tmp_path))
    said = "The last build was of sample; its tables and exports are replaced by those of files"
    assert said in outcome.stdout


def write_actions(folder: Path, *lines: str) -> Path:
    """A file of actions below the folder files."""
    actions = folder / "files" / "actions.csv"
    actions.parent.mkdir()
    actions.write_text("\n".join(["user_id,action_type,timestamp,mood", *lines]) + "\n")
    return actions


@pytest.mark.thorough
def test_a_failing_test_is_exit_status_1_and_leaves_what_was_written(built, tmp_path):
    shutil.copytree(built[0] / "exports", tmp_path / "exports")
    actions = write_actions(tmp_path, "ana,play_video,not a time,calm")
    misspelt = actions.with_name("enrolments.csv")
    misspelt.write_text("user_id,course_id\nana,sql\n")
    outcome = build(tmp_path, "files", MOOC_DATA_DIR=str(tmp_path))
    assert outcome.returncode == 1
    assert "files/actions: columns outside the contract are ignored: mood" in outcome.stdout
    unread = f"{tmp_path}/files: files that are not read: 1 ({misspelt}); a table is a .csv"
    assert unread in outcome.stdout
    assert "test assert_every_file_has_a_usable_row: Got 1 result" in outcome.stderr
    assert contents(tmp_path / "exports") == contents(built[0] / "exports")


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        (
            "Compilation Error in model a (a.sql)\n  x.csv: is empty\n\n  > in macro raw_rows (m)",
            "x.csv: is empty",
        ),
        ("Runtime Error in model b (models/b.sql)\n  IO Error: no file", "IO Error: no file"),
        ("Got 1 result, configured to fail if != 0", "Got 1 result, configured to fail if != 0"),
    ],
)
def test_a_dbt_message_becomes_its_sentence(message, sentence):
    assert sentence_of(message) == sentence


@pytest.mark.thorough
@pytest.mark.parametrize("limit", ["lots", "8 apples"])
def test_a_senseless_memory_limit_is_one_sentence(tmp_path, limit):
    outcome = build(tmp_path, MOOC_MEMORY_LIMIT=limit)
    assert outcome.returncode == 2
    assert outcome.stderr == f"MOOC_MEMORY_LIMIT: expected an amount such as 8GB, found {limit}\n"
