"""The results as a page of Markdown: one table, and what it rests on."""

import math
from collections.abc import Iterator, Sequence
from statistics import median

from scripts.dev.bench.data import LATE_RATE
from scripts.dev.bench.measure import Measured
from scripts.dev.bench.results import Results
from scripts.dev.bench.rivals import RIVALS
from scripts.dev.bench.size import LARGE_MILLIONS, Size

# Below, start-up costs more than the rows do.
EXPONENT_FROM_MILLIONS = 5
INTRODUCTION = """# Benchmarks

Written by `make bench` at commit {commit}, not by hand. {machine}

Every line is the median of so many runs, each a process of its own. CPU is user and system time of
the process and those it starts, memory its largest resident set, disk the most that its folder grew
by, spilled rows included. DuckDB may take {usual_memory}, from {large:g} million actions on
{large_memory}, whoever uses it. The actions are simulated
(as by `python -m scripts simulate-actions --actions 1000000 --out data`):
two years, up to 200 courses of very different size.

* **core chain**: `dbt run --select +fct_daily_engagement +fct_enrollments`, the start of dbt
  included, `dbt seed` not.
* **all marts**: `dbt run --exclude path:models/exports`, new: once of the history up to a day, once
  of all that has been delivered.
* **hand-written DuckDB script**, **pandas**, **polars**: the four tables `fct_actions`,
  `fct_sessions`, `fct_daily_engagement` and `fct_enrollments` from the same Parquet files, with the
  same keys, repeated actions removed and actions classified, written for these files and no others
  (`scripts/dev/bench/contenders`). pandas and polars write Parquet files; having no MD5, they make
  keys with Python's, and take the memory they like. None of them does what the build does besides:
  look for damaged files and unusable rows, keep every raw row, remember what was read and what
  changed.
* **one day**: the warehouse holds the history up to a day; the day is delivered, {late_rate:.0%} of
  its rows late ones, nine in ten of the last three weeks and the others about a year old.
  **new actions**: the next ones after that day, at some sizes. Both are `dbt run` as for all marts.

What has no row was not measured; {limits}.
"""
HEADER = """
| million actions | what | runs | CPU s | wall s | memory | disk | CPU compared |
|--:|---|--:|--:|--:|--:|--:|---|
"""


def page(
    results: Results,
    sizes: Sequence[Size],
    commit: str,
    machine: str,
    usual_memory: str,
    large_memory: str,
) -> str:
    """All that was measured at these sizes."""
    introduction = INTRODUCTION.format(
        commit=commit,
        machine=machine,
        usual_memory=usual_memory,
        large=LARGE_MILLIONS,
        large_memory=large_memory,
        late_rate=LATE_RATE,
        limits=", ".join(
            f"{rival.title} is tried up to {rival.largest_millions:g} million actions"
            for rival in RIVALS
            if rival.largest_millions < math.inf
        ),
    )
    rows = "".join(row for size in sizes for row in rows_of(results, size))
    sentences = [*growth(results, sizes), *deliveries(results, sizes), *agreement(results, sizes)]
    return introduction + HEADER + rows + "\n" + "".join(f"* {line}\n" for line in sentences)


def medians(runs: Sequence[Measured]) -> Measured:
    """The median of each figure."""
    names = ("cpu_seconds", "wall_seconds", "memory_bytes", "disk_bytes")
    return Measured(*(median(getattr(run, name) for run in runs) for name in names))


def rows_of(results: Results, size: Size) -> Iterator[str]:
    """The rows of one size, as far as they were measured."""
    titles = {
        "core": "core chain",
        **{rival.name: rival.title for rival in RIVALS},
        "full": "all marts",
        "day": "one day",
        "new": "new actions",
    }
    for part, title in titles.items():
        runs = results.runs_of(f"{size} {part} run ")
        if runs:
            found = medians(runs)
            yield (
                f"| {size} | {title} | {len(runs)} | {found.cpu_seconds:,.1f} "
                f"| {found.wall_seconds:,.1f} | {gigabytes(found.memory_bytes)} "
                f"| {gigabytes(found.disk_bytes)} | {compared(results, size, part)} |\n"
            )


def compared(results: Results, size: Size, part: str) -> str:
    """A median CPU time beside that of the floor, or of all marts."""
    own = cpu(results, size, part)
    if own is None:
        return ""
    if part in ("day", "new") and (full := cpu(results, size, "full")):
        return f"{own / full:.1%} of all marts"
    if part in ("core", "pandas", "polars") and (floor := cpu(results, size, "floor")):
        return f"{own / floor:.2f} × hand-written"
    return ""


def cpu(results: Results, size: Size, part: str) -> float | None:
    """The median CPU seconds, None where nothing was measured."""
    runs = results.runs_of(f"{size} {part} run ")
    return medians(runs).cpu_seconds if runs else None


def growth(results: Results, sizes: Sequence[Size]) -> Iterator[str]:
    """The exponent with which CPU time grows."""
    for part, title in (("core", "the core chain"), ("full", "all marts")):
        measured = [
            (size, action_count(results, size, part), seconds)
            for size in sizes
            if size.millions >= EXPONENT_FROM_MILLIONS and (seconds := cpu(results, size, part))
        ]
        if len(measured) > 1:
            (small, few, short), (large, many, long) = measured[0], measured[-1]
            exponent = math.log(long / short) / math.log(many / few)
            yield (
                f"From {small} to {large} million actions the CPU time of {title} grows with "
                f"the exponent {exponent:.2f} of their number."
            )


def action_count(results: Results, size: Size, part: str) -> int:
    """How many actions a part is built from: all marts are, of the history."""
    if part == "full":
        return results.kept[f"{size} increments"]["history_count"]
    return size.action_count


def deliveries(results: Results, sizes: Sequence[Size]) -> Iterator[str]:
    """How many rows each delivery had."""
    for size in sizes:
        if told := results.kept.get(f"{size} increments"):
            yield (
                f"At {size} million the history had {told['history_count']:,} actions, the day "
                f"{told['day_count']:,} of its own and {told['late_count']:,} late ones; "
                f"the delivery of new actions had {told['new_count']:,}."
            )


def agreement(results: Results, sizes: Sequence[Size]) -> Iterator[str]:
    """Whether everyone made the same rows; differences line by line."""
    titles = {rival.name: rival.title for rival in RIVALS}
    titles["increments"] = "the warehouse after increments, against its full build"
    for part, title in titles.items():
        found = {
            str(size): results.kept[name]["lines"]
            for size in sizes
            if (name := f"{size} {part} disagreements") in results
        }
        equal = [size for size, lines in found.items() if not lines]
        if equal:
            yield (
                f"Rows that differ at {', '.join(equal)} million, {title}: none, every table "
                "row for row, both ways."
            )
        for size, lines in found.items():
            if lines:
                yield f"Rows that differ at {size} million, {title}: {'; '.join(lines)}"


def gigabytes(count: float) -> str:
    """Bytes to be read."""
    return f"{count / 1e9:,.2f} GB"
