"""Corrupted input of every source: a clear sentence, or each of its rows in the ledger.

The corrupted files of a form go through one build, beside its sound ones. The environment variable
MOOC_FUZZ_COUNT says how many of them there are.
"""

import gzip
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import duckdb
import pytest
from conftest import CHAIN_OF_ACTIONS, UNTESTED, Place, copy_project
from corruption import (
    Sound,
    cut_short,
    with_broken_gzip,
    with_faults,
    with_other_bytes,
    with_other_header,
)
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from plugins.raw_files import find_fault
from scripts.dbt import DbtFailure
from scripts.dev.simulate.raw.forms import FORMS
from scripts.dev.simulate.raw.plan import plan
from scripts.dev.simulate.sample import SEED

pytestmark = pytest.mark.thorough

COUNT = int(os.environ.get("MOOC_FUZZ_COUNT", "60"))
HEADER_COUNT = max(2, COUNT // 50)
TEXT_FORMS = {"act_mooc": (".tsv", b"\t"), "edx": (".log", b""), "xapi": (".log", b"")}
STYLES = {"act_mooc": "unquoted", "edx": "lines", "xapi": "lines"}
CASES = [*FORMS, "files_as_parquet", "oulad_as_parquet"]
REPORT_TIME = '"%d/%m/%y, %H:%M"'
# Why a row may be rejected that is not corrupted: another has its id, or it tells of no learner.
SOUND_REASONS = "('conflicting_id', 'user is the guest account', 'is the front page, no course')"
ADVICE = ("deliver it again", "deliver it again or remove it", "let all end in LF")


@dataclass(frozen=True)
class Fuzzed:
    """Corrupted files: those of one build, and those that may stop it.

    `raw_counts` has the number of raw rows of each file that are not blank, see raw_count.
    """

    place: Place
    raw_counts: dict[str, int | None]
    stoppers: list[tuple[str, bytes]]


def examples(strategy: st.SearchStrategy, count: int) -> list:
    """So many examples of a strategy, the same in every run."""
    found: list = []

    @settings(
        max_examples=count,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def keep(example: object) -> None:
        found.append(example)

    keep()
    return found


def raw_count(sound: Sound, path: Path) -> int | None:
    """The rows of a file that are not blank, without the project's reader.

    None where quotes may join lines.
    """
    if path.suffix == ".parquet":
        return duckdb.sql(f"select count(*) from '{path}'").fetchone()[0]
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    if sound.delimiter == b"," and (b'"' in content or b"\\" in content):
        return None
    lines = re.split(b"\r\n|\n|\r", content)
    if sound.delimiter:
        return sum(bool(line) for line in lines) - 1
    return sum(bool(line.partition(b"\x1f")[0].strip()) for line in lines)


def may_stop_the_build(path: Path, is_report: bool) -> bool:
    """Whether the columns of a file or the times of a report may not be as they must."""
    if path.suffix == ".parquet":
        described = [
            duckdb.sql(f"describe from '{file}'").fetchall()
            for file in (path, path.with_stem("sound"))
        ]
        return described[0] != described[1]
    return is_report and not all_times_fit(path)


def all_times_fit(path: Path) -> bool:
    """Whether each line of a report begins with a time in quotes."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    try:
        for line in filter(None, re.split("\r\n|\n|\r", content.decode())[1:]):
            datetime.strptime(",".join(line.split(",")[:2]), REPORT_TIME)
    except ValueError:
        return False
    return True


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The project, in which a table may lie in any number of files."""
    folder = copy_project(tmp_path_factory.mktemp("project") / "mooc")
    for path in folder.glob("models/staging/*/_*__sources.yml"):
        path.write_text(path.read_text().replace("is_one_file: true", "is_one_file: false"))
    return folder


@pytest.fixture(scope="module")
def sound_files() -> Callable[[str], list[Sound]]:
    """A function that gives the sound files of a form, one for each table."""
    simulated = plan(SEED)

    def of(name: str) -> list[Sound]:
        tables: dict[str, list[bytes]] = {}
        for path, content in FORMS[name].write(simulated).files.items():
            text = gzip.decompress(content) if path.endswith(".gz") else content
            tables.setdefault(re.split("[/.]", path)[0], []).append(text)
        ending, delimiter = TEXT_FORMS.get(name, (".csv", b","))
        return [cut_short(table, ending, delimiter, files) for table, files in tables.items()]

    return of


@pytest.fixture(scope="module")
def fuzzed(project, sound_files, tmp_path_factory) -> Callable[[str], Fuzzed]:
    """A function that builds the corrupted files of a form, once."""

    @cache
    def of(case: str) -> Fuzzed:
        name = case.removesuffix("_as_parquet")
        style = STYLES.get(name, "quoted")
        place = Place(tmp_path_factory.mktemp(case), FORMS[name].FOLDER, project)
        strategies, raw_counts, stoppers = [], {}, []

        def write(sound: Sound, number: str, ending: str, content: bytes) -> Path:
            return place.write(f"{place.sources}/{sound.table}/{number}{ending}", content)

        def count(sound: Sound, path: Path) -> None:
            raw_counts[path.relative_to(place.data).as_posix()] = raw_count(sound, path)

        for sound in sound_files(name):
            path = write(sound, "sound", sound.ending, sound.content)
            ways = [(sound.ending, with_faults(sound))] * 4
            ways += [(f"{sound.ending}.gz", with_broken_gzip(sound))]
            if case != name:
                path = as_parquet(path)
                ways = [(".parquet", with_other_bytes(path.read_bytes()))]
            count(sound, path)
            strategies += [st.tuples(st.just(sound), st.just(end), way) for end, way in ways]
        for number, (sound, ending, content) in enumerate(examples(st.one_of(strategies), COUNT)):
            path = write(sound, f"{number:05}", ending, content)
            if fault := find_fault(str(path), style):
                assert fault.endswith(ADVICE)
                path.unlink()
            elif may_stop_the_build(path, name == "moodle_report"):
                stoppers.append((path.relative_to(place.data).as_posix(), content))
                path.unlink()
            else:
                count(sound, path)
        place.dbt(*CHAIN_OF_ACTIONS)
        return Fuzzed(place, raw_counts, stoppers)

    return of


def as_parquet(text: Path) -> Path:
    """The file as Parquet in its place."""
    parquet = text.with_suffix(".parquet")
    duckdb.sql(f"copy (from read_csv('{text}')) to '{parquet}'")
    text.unlink()
    return parquet


@pytest.mark.parametrize("case", CASES)
def test_each_row_of_a_corrupted_file_is_in_the_ledger(fuzzed, case):
    build = fuzzed(case)
    ledger = build.place.rows(
        """select
            source_file,
            raw_row_count,
            kept_row_count + duplicate_row_count + rejected_row_count,
            raw_row_count - (
                select count(*)
                from quality.rejected_rows
                where rejected_rows.source_file = row_ledger.source_file
                    and reject_reason = 'blank line'
            )
        from quality.row_ledger"""
    )
    assert {file for file, *_ in ledger} == build.raw_counts.keys()
    assert len(ledger) > COUNT / 20
    assert [row for row in ledger if row[1] != row[2]] == []
    counted = [(file, filled, build.raw_counts[file]) for file, *_, filled in ledger]
    assert [row for row in counted if row[2] is not None and row[1] != row[2]] == []


@pytest.mark.parametrize("case", CASES)
def test_corrupted_files_do_not_harm_the_sound_ones(fuzzed, case):
    rejected = fuzzed(case).place.rows(
        "select * from quality.rejected_rows "
        f"where source_file like '%/sound.%' and reject_reason not in {SOUND_REASONS}"
    )
    assert rejected == []


@pytest.mark.parametrize("case", [case for case in CASES if case not in ("edx", "xapi")])
def test_a_file_with_other_columns_is_read_or_refused_in_one_sentence(
    fuzzed, sound_files, tmp_path, case
):
    build = fuzzed(case)
    place = Place(tmp_path, build.place.sources, build.place.project)
    shutil.copytree(build.place.data, place.data, ignore=shutil.ignore_patterns("[0-9]*"))
    broken = build.stoppers[:HEADER_COUNT]
    if case in FORMS:
        sounds = sound_files(case)
        strategy = st.one_of(st.tuples(st.just(s), with_other_header(s)) for s in sounds)
        for sound, content in examples(strategy, HEADER_COUNT):
            broken.append((f"{place.sources}/{sound.table}/sound{sound.ending}", content))
    for file_name, content in broken:
        path = place.data / file_name
        path = path.with_name(f"sound{''.join(path.suffixes)}")
        sound_content = path.read_bytes() if path.exists() else None
        path.write_bytes(content)
        try:
            place.dbt("build", *UNTESTED, "--select", "+path:models/staging/*/base")
        except DbtFailure as failure:
            (said,) = failure.sentences
            assert said.startswith(f"{path}: ")
            assert "\n" not in said
        if sound_content is None:
            path.unlink()
        else:
            path.write_bytes(sound_content)
