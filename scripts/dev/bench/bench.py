"""Measure the build beside its rivals, and write the page that says so."""

import os
from argparse import Namespace

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from plugins.memory import machine_memory_bytes, memory_limit
from scripts.dev.bench.hardware import commit, machine
from scripts.dev.bench.ours import PROJECT
from scripts.dev.bench.results import Results
from scripts.dev.bench.results_page import page
from scripts.dev.bench.size import Size
from scripts.dev.bench.steps import LARGE_MEMORY, PARTS, Bench
from scripts.errors import UserError
from scripts.files import fingerprint, written_whole

MEASURED_CODE = [
    "dbt_project.yml",
    "profiles.yml",
    "macros",
    "models",
    "plugins",
    "seeds",
    "scripts/dev/bench/contenders",
    "scripts/dev/simulate/scale",
]


def sizes(text: str) -> list[Size]:
    """Sizes in millions with commas between, the smallest first; raises UserError."""
    try:
        found = sorted({Size(float(part)) for part in text.split(",")})
    except ValueError:
        found = []
    if not found or found[0].action_count < 1:
        raise UserError(f"--sizes: expected millions of actions such as 1,5,20, found {text}")
    return found


def parts(text: str) -> list[str]:
    """Names of parts with commas between; raises UserError."""
    chosen = text.split(",")
    if unknown := [name for name in chosen if name not in PARTS]:
        raise UserError(f"--only: expected some of {', '.join(PARTS)}, found {unknown[0]}")
    return chosen


def take_steps(bench: Bench, console: Console) -> None:
    """Take the steps that are not done yet, with a progress bar; raises UserError."""
    steps = list(bench.steps())
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeElapsedColumn(), console=console, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task("Bench", total=len(steps))
        for step in steps:
            progress.update(task, description=step.title)
            if not all(name in bench.results for name in step.names):
                step.run()
            progress.advance(task)


def run(chosen: Namespace) -> int:
    """Measure as the command line says, and write the page; raises UserError."""
    work = chosen.work.resolve()
    kept = work / "results.json"
    usual_memory = memory_limit(dict(os.environ), machine_memory_bytes())
    if chosen.runs < 1:
        raise UserError("--runs: expected a whole number from 1 up")
    if chosen.anew:
        kept.unlink(missing_ok=True)
    bench = Bench(
        sizes=sizes(chosen.sizes),
        parts=parts(chosen.only or ",".join(PARTS)),
        wanted_runs=chosen.runs,
        data=(chosen.data or work / "data").resolve(),
        folder=work / "work",
        usual_memory=usual_memory,
        results=Results(kept, lambda: fingerprint([PROJECT / name for name in MEASURED_CODE])),
    )
    take_steps(bench, Console())
    with written_whole(chosen.out) as unfinished:
        text = page(bench.results, bench.sizes, commit(), machine(), usual_memory, LARGE_MEMORY)
        unfinished.write_text(text, encoding="utf-8")
    print(f"Results are in {chosen.out}")
    return 0
