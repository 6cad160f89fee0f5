"""What is measured in which order, one step at a time, so that an interrupted bench goes on."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from scripts.dev.bench import ours
from scripts.dev.bench.data import Deliveries, deliveries, simulated
from scripts.dev.bench.measure import Measured
from scripts.dev.bench.results import Results
from scripts.dev.bench.rivals import RIVALS, Rival, disagreements
from scripts.dev.bench.size import Size

PARTS = ["core", *(rival.name for rival in RIVALS), "increments"]
LARGE_MEMORY = "8GB"


@dataclass(frozen=True)
class Step:
    """A step that writes results, and the names of those; it is done when all are there."""

    title: str
    names: list[str]
    run: Callable[[], None]


@dataclass(frozen=True)
class Bench:
    """A bench at all sizes, in a working folder, with the data of a folder."""

    sizes: list[Size]
    parts: list[str]
    wanted_runs: int
    data: Path
    folder: Path
    usual_memory: str
    results: Results

    def steps(self) -> Iterator[Step]:
        """All steps, those done before too; the runs of one size take turns."""
        for size in self.sizes:
            yield from self.builds(size)
            if "increments" in self.parts:
                yield self.increments(size)

    def environment(self, size: Size) -> dict[str, str]:
        """The limits of memory that all of one size work under."""
        return {"MOOC_MEMORY_LIMIT": LARGE_MEMORY if size.is_large else self.usual_memory}

    def working(self, size: Size, name: str) -> Path:
        """A folder for what a contender writes."""
        folder = self.folder / str(size) / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def rivals(self, size: Size) -> list[Rival]:
        """Those that are tried at this size."""
        return [
            rival
            for rival in RIVALS
            if rival.name in self.parts and size.millions <= rival.largest_millions
        ]

    def run_core(self, size: Size) -> Measured:
        """One run of the core chain."""
        folder = self.working(size, "core")
        return ours.new_build(self.data_of(size), folder, ours.CORE, self.environment(size))

    def data_of(self, size: Size) -> Path:
        """The simulated data folder."""
        return simulated(self.data, size)

    def builds(self, size: Size) -> Iterator[Step]:
        """The core chain and its rivals; then whether the rivals agree."""
        runs: dict[str, Callable[[], Measured]] = {}
        if "core" in self.parts:
            runs["core"] = lambda: self.run_core(size)
        for rival in self.rivals(size):
            runs[rival.name] = partial(self.run_rival, size, rival)
        count = size.run_count(self.wanted_runs)
        for number in range(1, count + 1):
            for part, run in runs.items():
                name = f"{size} {part} run {number}"
                yield Step(
                    f"{size} million, {part}, run {number} of {count}",
                    [name],
                    partial(self.keep_run, name, run),
                )
        for rival in self.rivals(size):
            name = f"{size} {rival.name} disagreements"
            yield Step(
                f"{size} million, {rival.name} compared",
                [name],
                partial(self.keep_comparison, name, size, rival),
            )

    def keep_run(self, name: str, run: Callable[[], Measured]) -> None:
        """Run, and keep what was measured."""
        self.results.keep_measured(name, run())

    def keep_comparison(self, name: str, size: Size, rival: Rival) -> None:
        """Compare a rival, and keep what was found."""
        self.results.keep(name, {"lines": self.compare_rival(size, rival)})

    def run_rival(self, size: Size, rival: Rival) -> Measured:
        """One run of a rival."""
        return rival.run(self.data_of(size), self.working(size, rival.name), self.environment(size))

    def compare_rival(self, size: Size, rival: Rival) -> list[str]:
        """Where a rival's tables are other than ours; what is not there any more is made anew."""
        core, folder = self.working(size, "core"), self.working(size, rival.name)
        if not ours.warehouse_in(core).is_file():
            self.run_core(size)
        if not [*folder.glob("*.duckdb"), *folder.glob("*.parquet")]:
            self.run_rival(size, rival)
        found = disagreements(ours.warehouse_in(core), rival.tables(folder), ours.CORE_TABLES)
        shutil.rmtree(folder)
        return found

    def increments(self, size: Size) -> Step:
        """All marts of the history and of all; a day's delivery, on the largest a small one too."""
        count = size.run_count(self.wanted_runs)
        names = [f"{size} day run {number}" for number in range(1, count + 1)]
        if size == max(self.sizes):
            names += [f"{size} new run {number}" for number in range(1, count + 1)]
        names += [f"{size} full run 1", f"{size} full run 2"]
        names += [f"{size} increments", f"{size} increments disagreements"]
        return Step(f"{size} million, increments", names, lambda: self.run_increments(size, count))

    def run_increments(self, size: Size, count: int) -> None:
        """Build the history, then deliver: from a copy of the same history in each run."""
        shutil.rmtree(self.folder / str(size), ignore_errors=True)
        folder = self.working(size, "increments")
        delivered = deliveries(self.data_of(size), folder)
        self.results.keep(f"{size} increments", told(delivered))
        history, grown, full = (
            self.working(size, f"increments/{name}") for name in ("history", "grown", "full")
        )
        environment = self.environment(size)
        measured = ours.new_build(delivered.data, history, ours.MARTS, environment)
        self.results.keep_measured(f"{size} full run 1", measured)
        ours.parse(delivered.data, grown, environment)
        is_largest = size == max(self.sizes)
        for number in range(1, count + 1):
            delivered.take_back()
            # Warehouses are large: the last run takes the history itself.
            hand_over = shutil.move if number == count else shutil.copy
            hand_over(ours.warehouse_in(history), ours.warehouse_in(grown))
            delivered.deliver_day()
            measured = ours.increment(delivered.data, grown, environment)
            self.results.keep_measured(f"{size} day run {number}", measured)
            if is_largest:
                delivered.deliver_new()
                measured = ours.increment(delivered.data, grown, environment)
                self.results.keep_measured(f"{size} new run {number}", measured)
        measured = ours.new_build(delivered.data, full, ours.MARTS, environment)
        self.results.keep_measured(f"{size} full run 2", measured)
        found = disagreements(ours.warehouse_in(full), ours.warehouse_in(grown))
        self.results.keep(f"{size} increments disagreements", {"lines": found})
        shutil.rmtree(folder)


def told(delivered: Deliveries) -> dict:
    """What the report says of deliveries."""
    counts = asdict(delivered)
    return {name: counts[name] for name in counts if name.endswith("_count")}
