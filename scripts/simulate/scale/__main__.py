"""Write actions as Parquet: `python -m scripts.simulate.scale --actions 100000000 --out data`."""

import argparse
import sys
from pathlib import Path

from rich.progress import Progress

from scripts.simulate.scale.files import write
from scripts.simulate.scale.plan import courses


def main(arguments: list[str] | None = None) -> int:
    """Write below `<out>/files`; 0 when done, 2 when the user can put it right."""
    parser = argparse.ArgumentParser(prog="python -m scripts.simulate.scale", description=__doc__)
    parser.add_argument("--actions", type=int, required=True, help="how many, exactly")
    parser.add_argument("--out", type=Path, required=True, help="the data folder, such as data")
    parser.add_argument("--courses", type=int, default=200, help="of very different size")
    parser.add_argument("--days", type=int, default=730, help="over which they are spread")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other learners")
    options = parser.parse_args(arguments)
    for name, least in (("actions", 1), ("courses", 1), ("days", 1)):
        if getattr(options, name) < least:
            return _refuse(f"--{name}: expected a whole number from {least} up")
    planned = courses(options.actions, options.courses, options.days)
    try:
        with Progress(transient=True) as progress:
            write(planned, options.seed, options.out / "files", progress)
    except OSError as error:
        return _refuse(f"{error.filename}: {error.strerror}; choose another folder")
    print(f"{options.actions:,} actions in {len(planned)} courses lie in {options.out}/files")
    return 0


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
