"""Killed, starved, locked out: the next run leaves every table as an undisturbed build does."""

import os
import random
import shutil
import time
from pathlib import Path

import duckdb
import pytest
from conftest import Place
from deliveries import Deliverer
from processes import CORE_BUILD, TO_WORK, Process
from rebuilds import CORE, assert_equal, build, rebuilt
from small_disk import small_disk

from scripts.dbt import DbtFailure, sentence_of

pytestmark = pytest.mark.thorough

KILL_COUNT = int(os.environ.get("MOOC_KILL_COUNT", "3"))
KILLED = [[], [], ["--full-refresh"]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The one folder of all places here, with what dbt has parsed."""
    return tmp_path_factory.mktemp("place")


@pytest.fixture
def place(folder) -> Place:
    """A place with nothing in it."""
    for path in folder.iterdir():
        if path.is_file():
            path.unlink()
        elif path.name != "target":
            shutil.rmtree(path)
    return Place(folder)


def start(place: Place, *arguments: str) -> Process:
    """Start a build of the core models, and return when it goes to work."""
    process = Process(place, [*CORE_BUILD, *arguments])
    process.wait_for(TO_WORK)
    return process


def assert_undisturbed(place: Place, folder: Path) -> None:
    """The next run succeeds, and every table is as if nothing had been in its way."""
    build(place)
    assert_equal(place, rebuilt(place, folder, CORE))


@pytest.mark.parametrize("case", range(-(-KILL_COUNT // len(KILLED))))
def test_after_kills_the_next_run_equals_an_undisturbed_build(place, tmp_path, case):
    chance, deliverer = random.Random(case), Deliverer(place, case)
    undisturbed, started = start(place), time.monotonic()
    assert undisturbed.end() == 0, undisturbed.text
    seconds = time.monotonic() - started
    for number, arguments in enumerate(KILLED):
        deliverer.deliver()
        while not (killed := start(place, *arguments)).kill_after(chance.uniform(0, seconds)):
            deliverer.deliver()
        print("Killed after:", [line for line in killed.text.splitlines() if " of " in line][-1:])
        if arguments or chance.random() < 0.5:
            assert_undisturbed(place, tmp_path / f"fresh{number}")


class PlaceOnSmallDisk(Place):
    """A place whose warehouse lies on a file system of its own."""

    @property
    def warehouse(self) -> Path:
        """The file that MOOC_WAREHOUSE names."""
        return self.folder / "disk" / "mooc.duckdb"


def test_a_full_disk_is_one_sentence_and_costs_nothing_once_there_is_room(tmp_path):
    place, chance = PlaceOnSmallDisk(tmp_path), random.Random(0)
    deliverer = Deliverer(place, 0)
    with small_disk(tmp_path / "disk") as disk:
        build(place)
        filler = disk / "filler"
        for free_bytes in [0, chance.randrange(60_000)]:
            deliverer.deliver()
            filler.write_bytes(bytes(shutil.disk_usage(disk).free - free_bytes))
            with pytest.raises(DbtFailure) as failure:
                build(place)
            assert failure.value.sentences == [
                f"{place.warehouse}.wal: no space left on device; make room and build again"
            ]
            filler.unlink()
        assert_undisturbed(place, tmp_path / "fresh")


def test_one_program_at_a_time_has_the_warehouse_and_the_other_is_told(place, tmp_path):
    deliverer = Deliverer(place, 0)
    build(place)
    deliverer.deliver()
    in_use = f"{place.warehouse}: in use by another program; close it and try again"
    with duckdb.connect(place.warehouse, read_only=True):
        refused_by_reader = start(place)
        assert refused_by_reader.end() > 0
    assert sentence_of(refused_by_reader.text) == in_use
    at_once = [Process(place, CORE_BUILD) for _ in range(2)]
    refused = [process for process in at_once if process.end() > 0]
    assert [sentence_of(process.text) for process in refused] == [in_use]
    assert_equal(place, rebuilt(place, tmp_path / "fresh", CORE))
