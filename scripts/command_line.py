"""The commands with their arguments.

Each is a module with a function `run`, imported when it is asked for. Only the standard library is
imported here.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from scripts.errors import UserError

INTERRUPTED = 130  # 128 and the number of the signal, as shells have it


def add_settings(command: argparse.ArgumentParser) -> None:
    """Let a command take the user's settings."""
    command.add_argument("--vars", default="{}", help="settings, such as {time_zone: UTC}")


def add_seed(command: argparse.ArgumentParser, default: int | None = None) -> None:
    """Let a command take a seed of chance."""
    command.add_argument("--seed", type=int, default=default, help="another seed, other learners")


def parser() -> argparse.ArgumentParser:
    """What can be typed after `python -m scripts`."""
    whole = argparse.ArgumentParser(prog="python -m scripts")
    commands = whole.add_subparsers(metavar="command", required=True)

    def add(name: str, module: str, help: str, *locks: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=help, description=help)
        command.set_defaults(module=f"scripts.{module}", locks=locks)
        return command

    build = add("build", "build", "raw files to tested marts and everything made of them")
    build.add_argument("sources", nargs="?", help="names with commas between")
    add_settings(build)

    check = add("check", "check.check", "try out a file of actions before it is built")
    check.add_argument("file", type=Path, help="CSV, gzipped or not, or Parquet")
    add_settings(check)

    diff = add("diff", "compare.diff", "what changed between two builds")
    diff.add_argument("old", help="the warehouse before, a DuckDB file")
    diff.add_argument("new", help="the warehouse after")

    fetch = add("fetch", "fetch.fetch", "download public data into the data folder")
    fetch.add_argument("sources", nargs="?", default="", help="names with commas between")
    fetch.add_argument("--from", dest="given", type=Path, help="an archive downloaded by hand")

    add("tableau", "tableau.write", "write the Tableau files anew, from the last build")
    add(
        "publish-tableau",
        "tableau.publish",
        "put the workbook and data sources on the server that TABLEAU_SERVER names",
        "tableau-server",
    )

    for kind, help, *more_locks in [
        ("lint", "the style of Python, YAML and changed SQL, and types"),
        ("test", "what a change needs: the style and the quick tests"),
        ("test-rest", "what `test` leaves out: all SQL linted and the thorough tests", "bench"),
        ("test-all", "all of that", "bench"),
        ("format", "put Python in shape"),
        ("lock", "resolve the requirements*.in to requirements*.txt, with hashes"),
    ]:
        checks = add(kind, "dev.checks", help, "test", *more_locks)
        checks.set_defaults(kind=kind)
        if kind == "test":
            checks.add_argument("files", nargs="*", help="only these files of tests, all of each")

    mutants = add("mutants", "dev.mutate", "break every mart and see what notices", "test")
    mutants.add_argument("--model", nargs="*", help="only the faults of these models")

    source = add("new-source", "dev.new_source", "write the models and a test of a new source")
    source.add_argument("name", help="such as campus")

    sample = add("sample", "dev.simulate.write_sample", "write the committed sample and its truth")
    sample.add_argument("--out", type=Path, default=Path("seeds/sample"), help="sample tables")
    sample.add_argument("--truth", type=Path, default=Path("tests/sample_truth"), help="truth")
    add_seed(sample)

    forms = add("simulate-raw", "dev.simulate.raw.write_raw", "the sample's learners as raw files")
    forms.add_argument("forms", metavar="FORM[,FORM]", help="formats, such as edx,xapi")
    forms.add_argument("--out", type=Path, required=True, help="the data folder, such as data")
    add_seed(forms)

    scale = add("simulate-actions", "dev.simulate.scale.write_actions", "many actions, as Parquet")
    scale.add_argument("--actions", type=int, required=True, help="how many, exactly")
    scale.add_argument("--out", type=Path, required=True, help="the data folder, such as data")
    scale.add_argument("--courses", type=int, default=200, help="of very different size")
    scale.add_argument("--days", type=int, default=730, help="over which they are spread")
    add_seed(scale, default=1)

    bench = add("bench", "dev.bench.bench", "measure build and increments", "test", "bench")
    bench.add_argument("--sizes", default="1,5,20,100", help="millions of actions")
    bench.add_argument("--runs", type=int, default=3, help="fewer for the largest sizes")
    bench.add_argument("--only", help="some of the parts")
    bench.add_argument("--data", type=Path, help="where simulated data lie or are to lie")
    bench.add_argument("--work", type=Path, default=Path("target/bench"), help="for what is made")
    bench.add_argument("--out", type=Path, default=Path("docs/benchmarks.md"), help="the page")
    bench.add_argument("--anew", action="store_true", help="forget the results of before")
    return whole


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command and its arguments; ends the process with its usage when they are none."""
    return parser().parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """Run what was typed, in this environment; see run."""
    return run(parse(arguments))


def run(chosen: argparse.Namespace) -> int:
    """Run a command; the code with which the process ends.

    0 when done, 1 when a check failed, 2 when the user can put right what went wrong, and 130 when
    the user interrupted.
    """
    try:
        return import_module(chosen.module).run(chosen)
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt as interrupt:
        print(": ".join(["Interrupted", *map(str, interrupt.args)]), file=sys.stderr)
        return INTERRUPTED
