"""Write the sample and its truth: `python -m scripts.simulate`."""

import argparse
import sys
from pathlib import Path

from scripts.simulate.sample import SEED, sample_files
from scripts.simulate.writer import write_files


def main(arguments: list[str] | None = None) -> int:
    """Write all files; 0 when done, 2 when a folder cannot be written to."""
    parser = argparse.ArgumentParser(prog="python -m scripts.simulate", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("seeds/sample"), help="sample tables")
    parser.add_argument("--truth", type=Path, default=Path("tests/sample_truth"), help="truth")
    parser.add_argument("--seed", type=int, default=SEED, help=f"{SEED} is the committed sample")
    options = parser.parse_args(arguments)
    sample, planted = sample_files(options.seed)
    try:
        write_files(sample, options.out)
        write_files(planted, options.truth)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}; choose another folder", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
