"""Write the sample and its truth."""

from argparse import Namespace

from scripts.dev.simulate.sample import SEED, sample_files
from scripts.dev.simulate.writer import write_files
from scripts.errors import UserError


def run(chosen: Namespace) -> int:
    """Write all files; raises UserError when a folder cannot be written to."""
    sample, planted = sample_files(SEED if chosen.seed is None else chosen.seed)
    try:
        write_files(sample, chosen.out)
        write_files(planted, chosen.truth)
    except OSError as error:
        raise UserError(f"{error.filename}: {error.strerror}; choose another folder") from error
    return 0
