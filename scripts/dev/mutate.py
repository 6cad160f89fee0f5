"""Break every mart on purpose and see which test notices.

The faults stand in tests/mutations.yml. Each is put into the parsed project in memory; the model is
built and tested, then what depends on it, then all of that is compared with the oracles.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml
from rich.console import Console
from rich.progress import track
from rich.table import Table

from scripts.dbt import DbtFailure

PROJECT = Path(__file__).parents[2]
TESTS = PROJECT / "tests" / "python"
sys.path[:0] = [str(TESTS), str(TESTS / "support")]

from conftest import UNTESTED, Place, act_mooc_folder, manifest_of  # noqa: E402
from hard_files import HARD_SETTINGS, write_hard_files  # noqa: E402
from marts.oracles import ORACLES, Inputs, check, read_inputs  # noqa: E402

FAULTS = PROJECT / "tests" / "mutations.yml"
FAULTS_PER_MART = 3
# Tests that count anew what no oracle does; they read the fixture sample_build.
RECOUNTS = [
    "tests/python/marts/completion/test_survival_curve_and_summary.py",
    "tests/python/marts/insights/test_insights.py",
]
# A fault in memory is no change that an increment would see.
BUILD = ["build", "--full-refresh"]
NO_UNIT_TESTS = ["--exclude-resource-type", "unit_test"]
SQL_ERRORS = ("Binder Error", "Parser Error", "Catalog Error", "Compilation Error")


@dataclass(frozen=True)
class Fault:
    """A text of a model's SQL, what takes its place, and what is wrong with that in words."""

    model: str
    fault: str
    find: str
    replace: str


@dataclass(frozen=True)
class Ground:
    """A build without faults, and the place where its copy is built with one."""

    name: str
    base: Place
    settings: dict = field(default_factory=dict)

    @cached_property
    def inputs(self) -> Inputs:
        """What the oracles read, from the build without faults."""
        return read_inputs(self.base.warehouse, **self.settings)

    @cached_property
    def copy(self) -> Place:
        """Another place with the same files."""
        folder = self.base.folder / "copy"
        folder.mkdir()
        if self.base.data.exists():
            (folder / "data").symlink_to(self.base.data)
        return Place(folder, self.base.sources)

    @property
    def manifest(self):
        """The parsed project, in memory."""
        return manifest_of(PROJECT, self.base.sources)

    def fails(self, *arguments: str) -> str | None:
        """The first failure of a dbt command in the copy: a test's name, or a model's error."""
        try:
            self.copy.dbt(*arguments, **self.settings)
        except DbtFailure as failure:
            said = failure.sentences[0]
            if any(error in said for error in SQL_ERRORS):
                raise ValueError(f"the fault is no SQL that runs: {said}") from failure
            return said.removeprefix("test ").split(":")[0]
        return None

    def differs(self, models: set[str]) -> str | None:
        """The first of these marts that is not what its oracle says."""
        for mart in ORACLES:
            if mart in models and check(mart, self.copy.warehouse, self.inputs):
                return f"oracle of {mart}"
        return None


@contextmanager
def broken(ground: Ground, fault: Fault) -> Iterator[set[str]]:
    """The ground with the fault in the manifest; yields the names of all models it reaches."""
    manifest = ground.manifest
    node = next(n for n in manifest.nodes.values() if n.name == fault.model)
    shutil.copy(ground.base.warehouse, ground.copy.warehouse)
    right = node.raw_code
    node.raw_code = right.replace(fault.find, fault.replace)
    try:
        yield reached(manifest, node.unique_id)
    finally:
        node.raw_code = right


def reached(manifest, model: str) -> set[str]:
    """The names of a model and of all that depends on it."""
    found, waiting = {model}, [model]
    while waiting:
        for child in manifest.child_map[waiting.pop()]:
            if child.startswith("model.") and child not in found:
                found.add(child)
                waiting.append(child)
    return {manifest.nodes[name].name for name in found}


def recounted(sample: Place) -> str | None:
    """The first of the RECOUNTS that a build of the sample fails."""
    options = ["-q", "-x", "--no-header", "--tb=no", "-k", "sample_build"]
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *RECOUNTS],
        cwd=PROJECT,
        env=os.environ | {"MOOC_SAMPLE_BUILD": str(sample.folder)},
        capture_output=True,
        text=True,
    )
    if ended.returncode == 0:
        return None
    failed = [line for line in ended.stdout.splitlines() if line.startswith("FAILED ")]
    if not failed:
        raise RuntimeError(ended.stdout + ended.stderr)
    return failed[0].split("::")[1].split("[")[0]


def caught_by(fault: Fault, grounds: Sequence[Ground]) -> str | None:
    """What notices the fault, the cheapest first; None if nothing does."""
    for ground in grounds:
        is_first = ground is grounds[0]
        with broken(ground, fault) as models:
            if is_first and (said := ground.fails(*BUILD, "--select", fault.model)):
                return said
            said = ground.fails(*BUILD, *NO_UNIT_TESTS, "--select", f"{fault.model}+")
            said = said or ground.differs(models)
            if not said and is_first:
                said = recounted(ground.copy)
            if said:
                return f"{said}, on {ground.name}"
    return None


def declared(manifest, only: Sequence[str] | None) -> list[Fault]:
    """The faults to try; raises ValueError when one is not found once or a mart has too few."""
    by_model = yaml.safe_load(FAULTS.read_text())
    faults = [Fault(model, **fault) for model, some in by_model.items() for fault in some]
    sql = {n.name: n.raw_code for n in manifest.nodes.values() if n.resource_type == "model"}
    wrong = [
        f"{f.model}: {f.find!r} stands {sql.get(f.model, '').count(f.find)} times in it"
        for f in faults
        if sql.get(f.model, "").count(f.find) != 1
    ]
    marts = [n.name for n in manifest.nodes.values() if n.schema == "marts" and n.name in sql]
    few = [mart for mart in marts if len(by_model.get(mart, [])) < FAULTS_PER_MART]
    wrong += [f"{mart}: fewer than {FAULTS_PER_MART} faults" for mart in few]
    if wrong:
        raise ValueError("\n".join(f"{FAULTS.name}: {line}" for line in wrong))
    return [fault for fault in faults if not only or fault.model in only]


def built(folder: Path, console: Console) -> list[Ground]:
    """The sample, the hard files and, where it lies at hand, act-mooc, all built without faults."""
    hard = Place(folder / "hard")
    write_hard_files(hard)
    grounds = [
        Ground("sample", Place(folder / "sample", "sample")),
        Ground("hard files", hard, HARD_SETTINGS),
    ]
    if act_mooc := act_mooc_folder():
        place = Place(folder / "act_mooc", "act_mooc")
        place.data.mkdir(parents=True)
        (place.data / "act_mooc").symlink_to(act_mooc)
        grounds.append(Ground("act-mooc", place))
    for ground in track(grounds, "Builds without faults", console=console):
        ground.base.folder.mkdir(parents=True, exist_ok=True)
        ground.base.dbt("build", *UNTESTED, **ground.settings)
    return grounds


def run(chosen: Namespace) -> int:
    """Try the faults and print what caught each; 1 when one survives or is declared wrongly."""
    wide = None if sys.stdout.isatty() else 160
    console = Console(highlight=False, markup=False, soft_wrap=True, width=wide)
    table = Table("model", "fault", "caught by")
    survivors = 0
    try:
        faults = declared(manifest_of(PROJECT, "sample"), chosen.model)
    except ValueError as error:
        console.print(str(error))
        return 1
    with tempfile.TemporaryDirectory() as folder:
        grounds = built(Path(folder), console)
        for fault in track(faults, "Faults", console=console):
            try:
                said = caught_by(fault, grounds)
            except ValueError as error:
                said = None
                console.print(f"{fault.model}, {fault.fault}: {error}")
            if said is None:
                survivors += 1
                console.print(f"{fault.model}: {fault.fault}: survived")
            table.add_row(fault.model, fault.fault, said or "nothing")
    console.print(table)
    console.print(f"{len(faults)} faults, {survivors} survived")
    return 1 if survivors else 0
