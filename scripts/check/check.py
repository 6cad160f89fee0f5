"""Try out a file of actions before it is built."""

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console

from scripts.build import parse_settings
from scripts.check import report
from scripts.check.columns import DEFAULTS, REQUIRED, propose
from scripts.check.file import ENDINGS, ending_of, look_at
from scripts.check.trial import try_out
from scripts.errors import UserError
from scripts.files import show_under
from scripts.terminal import open_console, progress_bars


def check(path: Path, given: dict[str, Any], console: Console) -> None:
    """Print how a file would be read, what would be kept, what it can answer, and how to build it.

    `given` are the user's settings. Raises UserError when the file cannot be read as actions.
    """
    if not path.is_file():
        raise UserError(f"{path}: no such file; name a CSV or Parquet file, as in FILE=clicks.csv")
    with TemporaryDirectory(prefix="check-") as name:
        ending = ending_of(path)
        linked = Path(name) / "data" / "files" / f"actions{ending}"
        linked.parent.mkdir(parents=True)
        show_under(path, linked)
        try:
            file = look_at(linked, given.get("files_delimiter"))
            times = [*file.times, *file.forms]
            columns = propose(file.headers, times, given.get("files_columns") or {})
            for column in REQUIRED:
                if column not in columns and not given.get(DEFAULTS.get(column, "")):
                    raise UserError(
                        f"{path}: no column looks like {column} ({', '.join(file.headers)}); "
                        f"{report.advice_on_column(file, columns, column)}"
                    )
            settings = report.settings_of(file, columns, given)
            for line in report.column_lines(file, columns, settings):
                console.print(line)
            if doubt := report.doubt_of_form(file, columns, settings):
                raise UserError(f"{path}: {doubt}")
            beside = link_beside(path, linked.parent)
            with progress_bars(console) as progress:
                trial = try_out(Path(name), settings, progress)
        except UserError as error:
            names: dict[PurePath, PurePath] = {linked: path, linked.parent: path.parent}
            raise UserError(renamed(str(error), names)) from error
    parts = [report.row_lines(trial)]
    if trial.kept_row_count:
        parts += [report.question_lines(trial), report.outcome_lines(trial)]
        parts += [report.command_lines(path, ending, beside, settings)]
    for part in parts:
        lines = list(part)
        for line in ["", *lines] if lines else []:
            console.print(line)
    if not trial.kept_row_count:
        raise UserError(f"{path}: no row would be kept; mend what the reasons name and check again")


def renamed(text: str, names: Mapping[PurePath, PurePath]) -> str:
    """A text with other names for some paths, which may be written with slashes on Windows too."""
    for path, name in names.items():
        for written in (str(path), path.as_posix()):
            text = text.replace(written, str(name))
    return text


def link_beside(path: Path, folder: Path) -> list[Path]:
    """Link the tables of courses and enrollments that lie beside a file of actions to a folder."""
    names = [f"{table}{ending}" for table in ("courses", "enrollments") for ending in ENDINGS]
    beside = [path.with_name(name) for name in names if name != path.name]
    beside = [other for other in beside if other.is_file()]
    for other in beside:
        show_under(other, folder / other.name)
    return beside


def run(chosen: Namespace) -> int:
    """Check as the command line says; raises UserError where the file cannot be built."""
    check(chosen.file, parse_settings(chosen.vars), open_console())
    return 0
