"""What Tableau opens, anew from an existing build."""

import os
from argparse import Namespace

from rich.filesize import decimal

from scripts.causes import outside_causes
from scripts.places import places
from scripts.tableau.workbook import write_tableau_folder
from scripts.terminal import open_console, progress_bars


def run(chosen: Namespace) -> int:
    """Write what Tableau opens; raises UserError when the user has to act."""
    console = open_console()
    with outside_causes(), progress_bars(console) as progress:
        task = progress.add_task("Tableau files", total=None)
        written = write_tableau_folder(
            places(dict(os.environ)),
            lambda done, total: progress.update(task, completed=done, total=total),
        )
    for path in written:
        console.print(f"{path}: {decimal(path.stat().st_size)}")
    return 0
