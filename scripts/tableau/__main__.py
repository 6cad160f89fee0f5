"""What Tableau opens, anew from an existing build: `python -m scripts.tableau`."""

import os
import sys
from collections.abc import Mapping

from rich.filesize import decimal

from scripts.causes import outside_causes
from scripts.errors import UserError
from scripts.places import places
from scripts.tableau.workbook import write_tableau_folder
from scripts.terminal import open_console, progress_bars


def main(environment: Mapping[str, str]) -> int:
    """Write what Tableau opens; 0 when done, 2 when the user has to act."""
    console = open_console()
    try:
        with outside_causes(), progress_bars(console) as progress:
            task = progress.add_task("Tableau files", total=None)
            written = write_tableau_folder(
                places(dict(environment)),
                lambda done, total: progress.update(task, completed=done, total=total),
            )
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    for path in written:
        console.print(f"{path}: {decimal(path.stat().st_size)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(os.environ))
