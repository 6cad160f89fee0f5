"""Measure the build beside its rivals: `python -m scripts.bench --sizes 1,5,20,100`."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from plugins.memory import machine_memory_bytes, memory_limit
from scripts.bench.machine import commit, machine
from scripts.bench.ours import PROJECT
from scripts.bench.plan import LARGE_MEMORY, PARTS, Bench
from scripts.bench.report import page
from scripts.bench.results import Results, fingerprint
from scripts.bench.size import Size
from scripts.errors import UserError
from scripts.files import written_whole

MEASURED_CODE = [
    "dbt_project.yml",
    "profiles.yml",
    "macros",
    "models",
    "plugins",
    "seeds",
    "scripts/bench/contenders",
    "scripts/simulate/scale",
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


def run(bench: Bench, console: Console) -> None:
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


def main(arguments: Sequence[str]) -> int:
    """Measure as the command line says, and write the page.

    Returns 0 when done and 2 when the user can put right what went wrong.
    """
    parser = argparse.ArgumentParser(prog="python -m scripts.bench", description=__doc__)
    parser.add_argument("--sizes", default="1,5,20,100", help="millions of actions")
    parser.add_argument("--runs", type=int, default=3, help="fewer for the largest sizes")
    parser.add_argument("--only", default=",".join(PARTS), help="some of the parts")
    parser.add_argument("--data", type=Path, help="where simulated data lie or are to lie")
    parser.add_argument("--work", type=Path, default=Path("target/bench"), help="for what is made")
    parser.add_argument("--out", type=Path, default=Path("docs/benchmarks.md"))
    parser.add_argument("--anew", action="store_true", help="forget the results of before")
    chosen = parser.parse_args(arguments)
    work = chosen.work.resolve()
    kept = work / "results.json"
    usual_memory = memory_limit(dict(os.environ), machine_memory_bytes())
    try:
        if missing := [name for name in ("polars", "pyarrow") if find_spec(name) is None]:
            raise UserError(f"{missing[0]} is missing; install requirements-bench.txt")
        if chosen.runs < 1:
            raise UserError("--runs: expected a whole number from 1 up")
        if chosen.anew:
            kept.unlink(missing_ok=True)
        bench = Bench(
            sizes=sizes(chosen.sizes),
            parts=parts(chosen.only),
            wanted_runs=chosen.runs,
            data=(chosen.data or work / "data").resolve(),
            folder=work / "work",
            usual_memory=usual_memory,
            results=Results(kept, lambda: fingerprint([PROJECT / name for name in MEASURED_CODE])),
        )
        run(bench, Console())
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    with written_whole(chosen.out) as unfinished:
        text = page(bench.results, bench.sizes, commit(), machine(), usual_memory, LARGE_MEMORY)
        unfinished.write_text(text, encoding="utf-8")
    print(f"Results are in {chosen.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
