"""Write the actions of many courses as Parquet."""

from argparse import Namespace

from rich.progress import Progress

from scripts.dev.simulate.scale.course_sizes import courses
from scripts.dev.simulate.scale.parquet_files import write
from scripts.errors import UserError


def run(chosen: Namespace) -> int:
    """Write below `<out>/files`; raises UserError."""
    for name in ("actions", "courses", "days"):
        if getattr(chosen, name) < 1:
            raise UserError(f"--{name}: expected a whole number from 1 up")
    planned = courses(chosen.actions, chosen.courses, chosen.days)
    try:
        with Progress(transient=True) as progress:
            write(planned, chosen.seed, chosen.out / "files", progress)
    except OSError as error:
        raise UserError(f"{error.filename}: {error.strerror}; choose another folder") from error
    print(f"{chosen.actions:,} actions in {len(planned)} courses lie in {chosen.out}/files")
    return 0
