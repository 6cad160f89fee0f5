"""Files that a reader never meets half written, and the state of files."""

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

UNFINISHED = ".unfinished-"


@contextmanager
def unfinished_folder(parent: Path) -> Iterator[Path]:
    """A folder below `parent` that goes when the block ends, with those a killed program left."""
    parent.mkdir(parents=True, exist_ok=True)
    for left_over in parent.glob(f"{UNFINISHED}*"):
        shutil.rmtree(left_over, ignore_errors=True)
    with TemporaryDirectory(prefix=UNFINISHED, dir=parent) as folder:
        yield Path(folder)


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """A path to write to, renamed to `target` when the block ends well.

    On an error the old `target` stays, and nothing is left beside it.
    """
    with unfinished_folder(target.parent) as folder:
        unfinished = folder / target.name
        yield unfinished
        os.replace(unfinished, target)


def fingerprint(paths: Sequence[Path]) -> str:
    """A hash of these files and of those in these folders, with their names there."""
    digest = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(
                    f"\0{file.relative_to(path.parent).as_posix()}\0".encode() + file.read_bytes()
                )
    return digest.hexdigest()
