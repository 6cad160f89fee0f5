"""Raw files to tested marts and everything made of them."""

import gc
import os
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
import yaml
from dbt.contracts.graph.manifest import Manifest
from rich.console import Console
from rich.progress import Progress

from scripts.causes import outside_causes
from scripts.dbt import DbtFailure, DbtOutcome, parse_project, run_dbt
from scripts.docs_site import publish_docs, write_outline
from scripts.environment import environment
from scripts.errors import UserError
from scripts.last_build import (
    is_kept,
    read_signatures,
    remember_build,
    said_by_last_build,
    written_signatures,
)
from scripts.marts_file import write_marts_file
from scripts.places import Places, places
from scripts.plots import draw_plots
from scripts.project_settings import known_sources, project_settings
from scripts.terminal import open_console, progress_bars
from scripts.warehouse import one_row, open_warehouse

PROJECT = Path(__file__).parents[1]
HAS_TABLEAU = find_spec("scripts.tableau") is not None


def write_tableau_files(place: Places, console: Console) -> None:
    """What Tableau opens, where there are the folder scripts/tableau and Tableau's library."""
    if not HAS_TABLEAU:
        return
    from scripts.tableau.hyper import HyperUnavailable
    from scripts.tableau.workbook import write_tableau_folder

    try:
        write_tableau_folder(place)
    except HyperUnavailable as error:
        console.print(f"Skipped: {error}")


def target_folder() -> Path:
    """Where dbt puts what it makes besides tables."""
    return Path(os.environ.get("DBT_TARGET_PATH", "target"))


def outline_file(place: Places) -> Path:
    """The warehouse without rows, under its own name, as views name the database they are in."""
    return target_folder() / "outline" / place.warehouse.name


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Let nothing look for garbage: what dbt loads is needed until the end."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def write_docs(place: Places, manifest: Manifest, options: list[str], progress: Progress) -> None:
    """The lineage site as one page; dbt describes the outline, the warehouse is left to readers.

    Its SQL is what the build has compiled.
    """
    command = ["docs", "generate", "--static", "--no-compile", *options]
    with environment(MOOC_WAREHOUSE=str(outline_file(place))):
        run_dbt(command, progress, "dbt docs", manifest)
    written = target_folder() / "static_index.html"
    publish_docs(written, docs_file(place), PROJECT)


def docs_file(place: Places) -> Path:
    """The lineage site."""
    return place.exports / "docs" / "index.html"


def parse_settings(settings: str) -> dict[str, Any]:
    """The settings of a YAML map.

    Raises UserError when it is none, has an unknown name, or something else in place of a number.
    """
    try:
        chosen = yaml.safe_load(settings) or {}
    except yaml.YAMLError:
        chosen = None
    if not isinstance(chosen, dict):
        raise UserError(f"--vars: expected a map such as {{time_zone: UTC}}, found {settings}")
    known = project_settings()
    if unknown := [name for name in chosen if name not in known]:
        likely = get_close_matches(str(unknown[0]), known, n=1)
        advice = f"did you mean {likely[0]}" if likely else "dbt_project.yml has them all"
        raise UserError(f"--vars: {unknown[0]} is no setting; {advice}")
    for name, value in chosen.items():
        if isinstance(known[name], bool) or not isinstance(known[name], int | float):
            continue
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise UserError(f"{name}: expected a number such as {known[name]}, found {value}")
    return chosen


def chosen_settings(sources: str | None, settings: str) -> dict[str, Any]:
    """Settings, a YAML map, with sources, names with commas between.

    Without sources those of dbt_project.yml are built. Raises UserError when settings are no map.
    """
    chosen = parse_settings(settings)
    if sources:
        chosen["sources"] = [name.strip() for name in sources.split(",")]
    return chosen


def source_names(settings: dict[str, Any]) -> list[str]:
    """The names of the sources to build; raises UserError when one has no staging models."""
    sources = settings.get("sources", project_settings()["sources"])
    listed = sources if isinstance(sources, list) else str(sources).split(",")
    names = [str(name).strip() for name in listed]
    known = known_sources()
    if unknown := [name for name in names if name not in known]:
        raise UserError(f"sources: {unknown[0]} is not a source; choose from {', '.join(known)}")
    return names


def summary(marts: Path, outcome: DbtOutcome, seconds: float) -> list[str]:
    """What went in and came out, in two lines, from the row ledger and dbt's own counts."""
    with open_warehouse(marts) as connection:
        raw, kept, duplicates, rejected = one_row(
            connection,
            """select sum(raw_row_count), sum(kept_row_count), sum(duplicate_row_count),
            sum(rejected_row_count) from quality.row_ledger""",
        )
    lines = [
        f"{raw:,} raw rows = {kept:,} kept + {duplicates:,} duplicates + {rejected:,} rejected",
        f"{outcome.model_count} models built, {outcome.test_count} tests passed "
        f"in {seconds:.0f} seconds",
    ]
    if rejected:
        lines.append(f"Rejected rows, each with its reason: table quality.rejected_rows in {marts}")
    return lines


def build(
    options: list[str], place: Places, console: Console, is_described: bool = False
) -> list[str]:
    """Build with these dbt options, write all that is made of it and say so in a few lines.

    The lineage site is left as it is when this very project `is_described` there. What is made
    after the last test is made of copies, so that readers of the warehouse and these steps never
    meet. Raises DbtFailure when a model or test fails, and UserError when a later step cannot be
    done.
    """
    marts = marts_file(place)

    def copy(connection: duckdb.DuckDBPyConnection) -> None:
        with outside_causes():
            write_marts_file(connection, marts)
            if not is_described:
                write_outline(connection, outline_file(place))

    with progress_bars(console) as progress:
        started = time.monotonic()
        manifest = None if is_described else parse_project(options)
        outcome = run_dbt(
            # Unit tests judge code, not data; `make test` runs them.
            ["build", "--exclude-resource-type", "unit_test", *options],
            progress,
            "Models and tests",
            manifest,
            before_letting_go=copy,
        )
        said = summary(marts, outcome, time.monotonic() - started)
        for line in said:
            console.print(line)
        copied = replace(place, warehouse=marts)
        steps: list[tuple[str, Callable[[], object]]] = [
            ("Tableau files", lambda: write_tableau_files(copied, console)),
            ("Plots", lambda: draw_plots(marts, place.exports / "plots")),
        ]
        if manifest:
            steps.append(("Lineage site", lambda: write_docs(place, manifest, options, progress)))
        for title, step in steps:
            task = progress.add_task(title, total=None)
            with outside_causes():
                step()
            progress.remove_task(task)
    found = inventory(place)
    for line in found:
        console.print(line)
    return said + found


def marts_file(place: Places) -> Path:
    """The DuckDB file for readers."""
    return place.exports / "mooc_marts.duckdb"


def inventory(place: Places) -> list[str]:
    """Where what was written lies, in two lines: what to query and what to open."""
    offered = [
        "tableau/*.twbx",
        "tableau/*.tdsx",
        "tableau/*.hyper",
        "csv/*.csv",
        "plots/*.png",
        "docs/index.html",
    ]
    written = [pattern for pattern in offered if any(place.exports.glob(pattern))]
    return [
        f"Query {place.warehouse}, or {marts_file(place)} while others build",
        f"Open in {place.exports}: {', '.join(written)}",
    ]


def run(chosen: Namespace) -> int:
    """Build as the command line says; 0 when done, 1 when a test failed, 2 when a model did.

    Raises UserError, and KeyboardInterrupt that says how things stand.
    """
    console, place = open_console(), places(dict(os.environ))
    settings = chosen_settings(chosen.sources, chosen.vars)
    settings["sources"] = source_names(settings)
    given = read_signatures(settings["sources"], settings)
    now = given | written_signatures(place)
    if said := said_by_last_build(place, now):
        for line in [*said, "Nothing is new since then; `dbt build` builds all the same"]:
            console.print(line)
        return 0
    try:
        with without_garbage_collection():
            is_described = is_kept(place, now, docs_file(place))
            said = build(["--vars", yaml.safe_dump(settings)], place, console, is_described)
        remember_build(place, given | written_signatures(place), said)
    except DbtFailure as failure:
        for sentence in failure.sentences:
            print(sentence, file=sys.stderr)
        return 1 if failure.is_check else 2
    except KeyboardInterrupt as interrupt:
        raise KeyboardInterrupt(
            "some tables may be of this build and others of the last; "
            "exports are of the last; build again to make them whole"
        ) from interrupt
    return 0
