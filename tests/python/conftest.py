"""Whole builds in throw-away places, each with its own files, warehouse and exports."""

import gc
import gzip
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner
from filelock import FileLock

from scripts.dbt import DbtFailure, failures, sentence_of
from scripts.places import Places
from scripts.project_settings import known_sources

PROJECT = Path(__file__).parents[2]
PROJECT_PARTS = [
    *[
        "dbt_project.yml",
        "profiles.yml",
        "analyses",
        "macros",
        "models",
        "plugins",
        "seeds",
        "tests",
    ]
]
ALL_SOURCES = ",".join(known_sources())
UNTESTED = ["--resource-type", "seed", "--resource-type", "model"]
CHAIN_OF_ACTIONS = ["build", *UNTESTED, "--select", "+row_ledger", "+rejected_rows", "+fct_actions"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What reads a build of all of act-mooc is thorough."""
    for item in items:
        if "act_mooc_build" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.thorough)


@dataclass(frozen=True)
class Place:
    """A folder that holds what goes into a build and what comes out of it."""

    folder: Path
    sources: str = "files"
    project: Path = PROJECT
    is_shared: bool = False

    @property
    def data(self) -> Path:
        """The folder that MOOC_DATA_DIR names."""
        return self.folder / "data"

    @property
    def warehouse(self) -> Path:
        """The file that MOOC_WAREHOUSE names."""
        return self.folder / "mooc.duckdb"

    @property
    def exports(self) -> Path:
        """The folder that MOOC_EXPORTS names."""
        return self.folder / "exports"

    @property
    def environment(self) -> dict[str, str]:
        """What makes dbt work in this place and leave no trace in the project."""
        return {
            "MOOC_DATA_DIR": str(self.data),
            "MOOC_WAREHOUSE": str(self.warehouse),
            "MOOC_EXPORTS": str(self.exports),
            "DBT_PROJECT_DIR": str(self.project),
            "DBT_PROFILES_DIR": str(self.project),
            "DBT_TARGET_PATH": str(self.folder / "target"),
            "DBT_LOG_PATH": str(self.folder / "logs"),
        }

    def write(self, name: str, content: str | bytes) -> Path:
        """A file below the data folder, byte for byte; a text is gzipped where the name says so."""
        path = self.data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            content = gzip.compress(content.encode()) if name.endswith(".gz") else content.encode()
        path.write_bytes(content)
        return path

    def copied_to(self, folder: Path, project: Path | None = None) -> "Place":
        """The same files, warehouse and exports elsewhere, to be changed at will."""
        for path in (self.data, self.exports):
            if path.exists():
                shutil.copytree(path, folder / path.name)
        if self.warehouse.exists():
            shutil.copy(self.warehouse, folder / self.warehouse.name)
        return Place(folder, self.sources, project or self.project)

    def dbt(self, *arguments: str, **settings) -> list:
        """Run dbt and return its results; raises DbtFailure. Parses once per set of sources."""
        return self._invoke(arguments, settings, manifest_of(self.project, self.sources))

    def dbt_with_own_parse(self, *arguments: str, **settings) -> list:
        """The same, parsed anew with these settings, as a user's dbt does it."""
        return self._invoke(arguments, settings, None)

    def build(self, *models: str, **settings) -> list:
        """Build these models and what they need, or all models, without any test."""
        selected = ["--select", *(f"+{model}" for model in models)] if models else []
        return self.dbt("build", *UNTESTED, *selected, **settings)

    def refused(self, *arguments: str, **settings) -> list[str]:
        """The sentences with which dbt, asked to build where nothing else is said, stops."""
        with pytest.raises(DbtFailure) as failure:
            self.dbt(*(arguments or ["build"]), **settings)
        return failure.value.sentences

    def _invoke(self, arguments: Sequence[str], settings: dict, manifest) -> list:
        assert not self.is_shared, "dbt locks the warehouse, which other tests read: take a copy"
        variables = {"sources": self.sources.split(","), **settings}
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.project)
            for name, value in self.environment.items():
                patch.setenv(name, value)
            outcome = dbtRunner(manifest=manifest).invoke(
                ["--log-level", "none", "--log-level-file", "none", *arguments], vars=variables
            )
            DuckDBConnectionManager.close_all_connections()
        results = list(getattr(outcome.result, "results", None) or [])
        if not outcome.success:
            said = failures(results) or [sentence_of(str(outcome.exception))]
            # Their tracebacks hold cursors, and with them the warehouse open.
            del outcome, results
            gc.collect()
            raise DbtFailure(said, is_check=False)
        return results

    def rows(self, sql: str) -> list[tuple]:
        """What a query finds in the warehouse."""
        with duckdb.connect(str(self.warehouse), read_only=True) as connection:
            connection.execute("set TimeZone = 'UTC'")
            return connection.execute(sql).fetchall()

    def execute(self, sql: str, *values) -> None:
        """Change the warehouse."""
        execute(self.warehouse, sql, *values)

    def frame(self, sql: str) -> pd.DataFrame:
        """The same as a data frame."""
        with duckdb.connect(str(self.warehouse), read_only=True) as connection:
            return connection.execute(sql).df()

    def tables(self) -> dict[str, str]:
        """Every table of the warehouse with a hash of its rows, but the state of the files."""
        names = self.rows(
            "select table_schema || '.' || table_name from information_schema.tables "
            "where table_type = 'BASE TABLE' and table_schema <> 'inputs' order by all"
        )
        hashed = "select md5(string_agg(md5(t::varchar), '' order by md5(t::varchar))) from {} as t"
        return {name: self.rows(hashed.format(name))[0][0] for (name,) in names}

    def exported(self) -> dict[str, bytes]:
        """Every exported file with its bytes."""
        return contents(self.exports)


@cache
def manifest_of(project: Path, sources: str):
    """The parsed project, which does not depend on where the files lie."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.chdir(project)
        patch.delenv("MOOC_WAREHOUSE", raising=False)
        outcome = dbtRunner().invoke(
            ["--log-level", "none", "--log-level-file", "none", "parse"],
            project_dir=str(project),
            profiles_dir=str(project),
            target_path=folder,
            log_path=folder,
            vars={"sources": sources.split(",")},
        )
    DuckDBConnectionManager.close_all_connections()
    assert outcome.success, outcome.exception
    return outcome.result


def copy_project(folder: Path) -> Path:
    """The project without what git ignores, to be broken on purpose."""
    for part in PROJECT_PARTS:
        source = PROJECT / part
        if source.is_dir():
            shutil.copytree(
                source, folder / part, ignore=shutil.ignore_patterns("__pycache__", "python")
            )
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / part)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def execute(path: Path, sql: str, *values) -> None:
    """Run statements on a DuckDB file that may be new."""
    with duckdb.connect(str(path)) as connection:
        connection.execute(sql, values)


def csv_text(*lines: str) -> str:
    """Lines as the text of a file."""
    return "".join(f"{line}\n" for line in lines)


def write_parquet(path: Path, select: str) -> None:
    """The rows of a query as a Parquet file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute(f"copy ({select}) to '{path}' (format parquet)")


@contextmanager
def shared_folder(factory: pytest.TempPathFactory, name: str) -> Iterator[Path]:
    """A folder that the processes of one run of the tests have in common, for one at a time."""
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    with FileLock(f"{folder}.lock"):
        folder.mkdir(exist_ok=True)
        yield folder


def built_once(
    factory: pytest.TempPathFactory,
    name: str,
    sources: str,
    fill: Callable[[Place], object] = lambda place: None,
    *options: str,
) -> Place:
    """A place that is filled and built by the first process that asks for it."""
    with shared_folder(factory, name) as folder:
        place = Place(folder, sources)
        if not place.warehouse.exists():
            fill(place)
            place.dbt("build", *options)
    return replace(place, is_shared=True)


@pytest.fixture(scope="session")
def sample_build(tmp_path_factory) -> Place:
    """The sample, built whole. To change it, work on a copy.

    The environment variable MOOC_SAMPLE_BUILD may name a folder in which it was built before.
    """
    if built := os.environ.get("MOOC_SAMPLE_BUILD"):
        return Place(Path(built), "sample", is_shared=True)
    return built_once(tmp_path_factory, "sample", "sample")


def published_folder(source: str) -> Path | None:
    """The folder with the published files of a source; None where they do not lie at hand."""
    data = Path(os.environ.get("MOOC_DATA_DIR", PROJECT.parent / "shared" / "data"))
    folder = (data / source).resolve()
    return folder if folder.is_dir() else None


act_mooc_folder = partial(published_folder, "act_mooc")


def published(source: str) -> Path:
    """The same; skips the test where they do not lie at hand."""
    if (folder := published_folder(source)) is None:
        pytest.skip(f"the files of {source} are not there; MOOC_DATA_DIR may name their folder")
    return folder


def link_published(place: Place) -> None:
    """Let a place of one source read what is published."""
    folder = published(place.sources)
    place.data.mkdir()
    (place.data / place.sources).symlink_to(folder)


@pytest.fixture(scope="session")
def act_mooc_build(tmp_path_factory) -> Place:
    """The published act-mooc files, all models. To change it, work on a copy."""
    return built_once(tmp_path_factory, "act_mooc", "act_mooc", link_published, *UNTESTED)


@pytest.fixture(scope="session")
def small_build(tmp_path_factory) -> Place:
    """Four actions of two users without activities, built whole. To change it, work on a copy."""
    rows = ["ana,play,2025-03-01 10:00:00,sql", "ana,pause,2025-03-01 10:05:00,sql"]
    rows += ["bob,play,2025-03-02 09:00:00,sql", "bob,play,2025-03-03 09:00:00,sql"]
    text = csv_text("user_id,action_type,timestamp,course_id", *rows)
    write = partial(Place.write, name="files/actions.csv", content=text)
    return built_once(tmp_path_factory, "small", "files", write)


@pytest.fixture(scope="session")
def mixed_build(tmp_path_factory) -> Place:
    """The sample and files of courses with ids that are taken, quoted, or the word for all."""
    rows = [
        f"{user},play_video,2025-03-0{day} 1{hour}:00:00,{course},page{hour}"
        for user in ("ana", "ben", "cem", "dua", "eva", "fay")
        for course in ("sql", '"a""b ""c"""', "All")
        for day in (1, 9)
        for hour in range(3)
    ]
    text = csv_text("user_id,action_type,timestamp,course_id,activity_id", *rows)
    write = partial(Place.write, name="files/actions.csv", content=text)
    return built_once(tmp_path_factory, "mixed", "sample,files", write)


def made_for_tableau(built: Place, factory: pytest.TempPathFactory) -> Place:
    """A copy of a build, with what is made of it for Tableau."""
    workbook = pytest.importorskip("scripts.tableau.workbook")
    with shared_folder(factory, f"tableau_{built.folder.name}") as folder:
        place = Place(folder, built.sources)
        if not (place.exports / "tableau").exists():
            built.copied_to(folder)
            workbook.write_tableau_folder(Places(place.warehouse, place.exports))
    return place


@pytest.fixture(scope="session")
def tableau_build(sample_build, tmp_path_factory) -> Place:
    """The sample with what is made of it for Tableau. To change it, work on a copy.

    The environment variable MOOC_TABLEAU_BUILD may name a folder in which it was made before.
    """
    if built := os.environ.get("MOOC_TABLEAU_BUILD"):
        return Place(Path(built), "sample")
    return made_for_tableau(sample_build, tmp_path_factory)


@pytest.fixture(scope="session")
def mixed_tableau_build(mixed_build, tmp_path_factory) -> Place:
    """The mixed build with what is made of it for Tableau. To change it, work on a copy."""
    return made_for_tableau(mixed_build, tmp_path_factory)


@pytest.fixture(scope="session")
def small_tableau_build(small_build, tmp_path_factory) -> Place:
    """The small build with what is made of it for Tableau. To change it, work on a copy."""
    return made_for_tableau(small_build, tmp_path_factory)
