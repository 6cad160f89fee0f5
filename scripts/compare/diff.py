"""What changed between two builds."""

from argparse import Namespace
from pathlib import Path

from rich.console import Console

from scripts.compare.diff_report import report
from scripts.compare.differences import TableDifference, compare
from scripts.errors import UserError
from scripts.terminal import open_console, progress_bars


def compare_and_watch(old: str, new: str, console: Console) -> list[TableDifference]:
    """The differences of two files, with a progress bar; raises UserError."""
    if not old or not new:
        raise UserError("Name two warehouses, as in make diff A=old.duckdb B=new.duckdb")
    with progress_bars(console) as progress:
        task = progress.add_task("Tables", total=None)
        found = compare(
            Path(old),
            Path(new),
            on_table=lambda done, total: progress.update(task, completed=done, total=total),
        )
    if not found:
        raise UserError(f"{old} and {new}: no table in either; name two warehouses")
    return found


def run(chosen: Namespace) -> int:
    """Compare as the command line says; 0 when all tables are equal, 1 when some differ.

    Raises UserError.
    """
    console = open_console()
    found = compare_and_watch(chosen.old, chosen.new, console)
    for line in report(found):
        console.print(line)
    return 1 if any(difference.differs for difference in found) else 0
