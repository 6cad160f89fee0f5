"""The extracts and the Tableau workbook from an existing build: `python -m scripts.tableau`."""

import os
import sys
from collections.abc import Mapping

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from scripts.build import places
from scripts.errors import UserError
from scripts.tableau.hyper import write_hyper_files
from scripts.tableau.workbook import write_workbook


def main(environment: Mapping[str, str]) -> int:
    """Write what Tableau opens; 0 when done, 2 when the user has to act."""
    place, console = places(dict(environment)), Console(highlight=False, markup=False)
    bars = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    parquet_dir, out_dir = place.exports / "parquet", place.exports / "tableau"
    try:
        with Progress(
            *bars, console=console, transient=True, disable=not console.is_terminal
        ) as progress:
            task = progress.add_task("Extracts", total=None)
            write_hyper_files(parquet_dir, out_dir)
            progress.update(task, description="Workbook")
            written = write_workbook(
                place.warehouse, parquet_dir, out_dir,
                lambda done, total: progress.update(task, completed=done, total=total),
            )  # fmt: skip
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    for path in written:
        console.print(f"{path}: {path.stat().st_size / 1e6:.1f} MB", soft_wrap=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(os.environ))
