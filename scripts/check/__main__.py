"""Try out a file of actions before it is built: `python -m scripts.check FILE`."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from scripts.build import parse_settings
from scripts.check import report
from scripts.check.columns import REQUIRED, propose
from scripts.check.file import ending_of, look_at
from scripts.check.trial import try_out
from scripts.errors import UserError
from scripts.terminal import open_console, progress_bars


def check(path: Path, given: dict[str, object], console: Console) -> None:
    """Print how a file would be read, what would be kept, what it can answer, and how to build it.

    `given` are the user's settings. Raises UserError when the file cannot be read as actions.
    """
    if not path.is_file():
        raise UserError(f"{path}: no such file; name a CSV or Parquet file, as in FILE=clicks.csv")
    with TemporaryDirectory(prefix="check-") as name:
        ending = ending_of(path)
        linked = Path(name) / "data" / "files" / f"actions{ending}"
        linked.parent.mkdir(parents=True)
        os.symlink(path.resolve(), linked)
        try:
            file = look_at(linked, given.get("files_delimiter"))
            columns = propose(file.headers, file.times, given.get("files_columns") or {})
            free = [header for header in file.headers if header not in columns.values()]
            for column in REQUIRED:
                if column not in columns:
                    advice = (
                        f"name it, as in VARS='{{files_columns: {{{column}: {free[0]}}}}}'"
                        if free
                        else "add one"
                    )
                    raise UserError(
                        f"{path}: no column looks like {column} ({', '.join(file.headers)}); "
                        f"{advice}"
                    )
            settings = report.settings_of(file, columns, given)
            for line in report.column_lines(file, columns):
                console.print(line)
            with progress_bars(console) as progress:
                trial = try_out(Path(name), settings, progress)
        except UserError as error:
            raise UserError(str(error).replace(str(linked), str(path))) from error
    for lines in (
        report.row_lines(trial),
        report.question_lines(trial),
        report.command_lines(path, ending, settings),
    ):
        console.print()
        for line in lines:
            console.print(line)


def main(arguments: Sequence[str]) -> int:
    """Check as the command line says; 0 when the file can be built, 2 when the user has to act."""
    parser = argparse.ArgumentParser(prog="python -m scripts.check", description=__doc__)
    parser.add_argument("file", type=Path, help="CSV, gzipped or not, or Parquet")
    parser.add_argument("--vars", default="{}", help="settings, such as {files_delimiter: ';'}")
    chosen = parser.parse_args(arguments)
    console = open_console()
    try:
        check(chosen.file, parse_settings(chosen.vars), console)
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
