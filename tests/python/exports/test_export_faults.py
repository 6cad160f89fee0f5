"""Exports are whole files at any moment, whatever befalls the build that writes them."""

import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import duckdb
import pytest
from conftest import Place, copy_project, csv_text
from processes import MAKE_BUILD, Process
from small_disk import small_disk

from scripts.command_line import main
from scripts.environment import environment

pytestmark = pytest.mark.thorough

KILL_COUNT = int(os.environ.get("MOOC_EXPORT_KILL_COUNT", "0"))
NO_TESTS = """
unit_tests:
  mooc:
    +enabled: false

data_tests:
  mooc:
    +enabled: false
"""
LEFT_OVER = (".unfinished-", "tmp_")


def bring(place: Place, count: int) -> None:
    """So many actions, and no other."""
    lines = [f"ana,play_video,2025-03-01 10:{minute:02}:00,sql" for minute in range(count)]
    place.write("files/actions.csv", csv_text("user_id,action_type,timestamp,course_id", *lines))


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Place:
    """Two actions and models without tests, to be built for the first time."""
    folder = tmp_path_factory.mktemp("exports")
    declared = copy_project(folder / "project") / "dbt_project.yml"
    text = declared.read_text()
    assert "data_tests:\n  mooc:\n" in text
    declared.write_text(text.replace("data_tests:\n  mooc:\n", NO_TESTS))
    place = Place(folder, project=declared.parent)
    bring(place, 2)
    return place


@pytest.fixture(scope="module")
def refused(place) -> Process:
    """The first build, with a file where its exports should be."""
    place.exports.write_text("no folder")
    process = Process(place, MAKE_BUILD)
    process.end()
    place.exports.unlink()
    return process


def row_count(file: Path) -> int:
    """How many rows an exported table has; fails when the file cannot be read."""
    with duckdb.connect() as connection:
        return connection.sql(f"select count(*) from '{file}'").fetchone()[0]


def marts_row_count(file: Path) -> int:
    """How many rows all tables of the DuckDB file for readers have."""
    with duckdb.connect(file, read_only=True) as connection:
        tables = connection.execute(
            "select concat_ws('.', schema_name, table_name) from duckdb_tables()"
        ).fetchall()
        return sum(connection.table(table).count("*").fetchone()[0] for (table,) in tables)


def extract_row_count(file: Path) -> int:
    """How many rows a Tableau extract has."""
    api = pytest.importorskip("tableauhyperapi")
    telemetry = api.Telemetry.DO_NOT_SEND_USAGE_DATA_TO_TABLEAU
    with (
        api.HyperProcess(telemetry, parameters={"log_config": ""}) as process,
        api.Connection(process.endpoint, file) as connection,
    ):
        return connection.execute_scalar_query('select count(*) from "Extract"."Extract"')


def how_whole(file: Path) -> str:
    """Whether a picture, page or package reaches its end."""
    if file.suffix in (".twbx", ".tdsx"):
        return "whole" if is_zipfile(file) and not ZipFile(file).testzip() else "cut off"
    ends = {".png": b"IEND\xaeB`\x82", ".html": b"</html>"}
    is_whole = file.read_bytes().rstrip().endswith(ends[file.suffix])
    return "whole" if is_whole else "cut off"


MEASURES: dict[str, Callable[[Path], int | str]] = {
    **{".csv": row_count, ".parquet": row_count, ".duckdb": marts_row_count},
    ".hyper": extract_row_count,
    **dict.fromkeys([".twbx", ".tdsx", ".png", ".html"], how_whole),
}


def exported(place: Place) -> dict[str, int | str]:
    """Every file that a reader would open, with its number of rows or whether it is whole."""
    return {
        file.relative_to(place.exports).as_posix(): MEASURES[file.suffix](file)
        for file in sorted(place.exports.rglob("*"))
        if file.is_file() and not any(part.startswith(LEFT_OVER) for part in file.parts)
    }


def left_over(place: Place) -> list[Path]:
    """What an unfinished build has left in the exports."""
    return [path for path in place.exports.rglob("*") if path.name.startswith(LEFT_OVER)]


def wait_for_exports(place: Place, process: Process, since: int) -> float:
    """The moment at which a build begins to export, since a moment in nanoseconds."""
    folder = place.exports / "parquet"
    while not (folder.exists() and folder.lstat().st_mtime_ns > since):
        assert process.process.poll() is None, process.text
        time.sleep(0.005)
    return time.monotonic()


def test_a_folder_that_cannot_be_written_is_one_sentence_and_the_marts_are_fine(place, refused):
    assert refused.end() == 2
    assert refused.text == (
        f"MOOC_EXPORTS: {place.exports}/parquet cannot be written to (not a directory); "
        "mend that or name another folder\n"
    )
    assert place.rows("select count(*) from marts.fct_actions") == [(2,)]


class PlaceWithSmallExports(Place):
    """A place whose exports lie on a file system of their own."""

    @property
    def exports(self) -> Path:
        """The folder that MOOC_EXPORTS names."""
        return self.folder / "disk" / "exports"


@contextmanager
def full(disk: Path, free_bytes: int) -> Iterator[None]:
    """A file system with so much room."""
    filler = disk / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(disk).free - free_bytes))
    yield
    filler.unlink()


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    """A file system that nobody may write to."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    yield
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)


def test_a_full_or_read_only_disk_is_one_sentence_and_leaves_what_was_exported(
    place, refused, tmp_path, capsys
):
    place.copied_to(tmp_path)
    place = PlaceWithSmallExports(tmp_path, project=place.project)
    with small_disk(tmp_path / "disk") as disk:
        built = Process(place, MAKE_BUILD)
        assert built.end() == 0, built.text
        old = exported(place)
        for spoilt, ending in (
            (full(disk, 0), "no space left on device; make room and build again"),
            (read_only(disk), "(read-only file system); mend that or name another folder"),
        ):
            with spoilt:
                failed = Process(place, MAKE_BUILD)
                assert failed.end() == 2
                assert failed.text.count("\n") == 1 and failed.text.endswith(f"{ending}\n")
            assert exported(place) == old and left_over(place) == []
        for spoilt, ending in (
            (full(disk, 0), "make room and build again\n"),
            (full(disk, 100_000), "make room and build again\n"),
            (read_only(disk), "(read-only file system); mend that or name another place\n"),
        ):
            with spoilt, environment(**place.environment):
                assert main(["tableau"]) == 2
            said = capsys.readouterr().err
            assert said.count("\n") == 1 and said.endswith(ending)
            assert exported(place) == old and left_over(place) == []
        with environment(**place.environment):
            assert main(["tableau"]) == 0


@pytest.mark.skipif(KILL_COUNT == 0, reason="four whole builds: `make faults` runs it")
def test_killed_while_it_exports_it_leaves_whole_files_and_the_next_build_tidies_up(place, refused):
    undisturbed = Process(place, MAKE_BUILD)
    started = wait_for_exports(place, undisturbed, since=time.time_ns())
    assert undisturbed.end() == 0, undisturbed.text
    seconds = time.monotonic() - started
    old = exported(place)
    bring(place, 30)
    chance, seen, kills = random.Random(0), [], 0
    while kills < KILL_COUNT:
        killed = Process(place, MAKE_BUILD)
        wait_for_exports(place, killed, since=time.time_ns())
        kills += killed.kill_after(chance.uniform(0, seconds))
        print("Killed with", [path.name for path in left_over(place)])
        seen.append(exported(place))
    last = Process(place, MAKE_BUILD)
    assert last.end() == 0, last.text
    new = exported(place)
    assert left_over(place) == []
    assert new["csv/tableau_actions.csv"] == new["tableau/tableau_actions.hyper"] == 30
    assert new["mooc_marts.duckdb"] > old["mooc_marts.duckdb"]
    assert "whole" in new.values() and "cut off" not in new.values()
    for found in seen:
        assert found.keys() >= old.keys()
        assert [name for name in found if found[name] not in (old.get(name), new[name])] == []
