"""Files that a reader never meets half written or another program holds open, and their state."""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.errors import UserError

UNFINISHED = ".unfinished-"


def held_open(file: str | Path) -> str:
    """The sentence for a file that cannot be replaced or removed; Windows has such."""
    return f"{file}: held open by another program; close it and try again"


@contextmanager
def changing(file: Path) -> Iterator[None]:
    """Raise UserError when a file of a folder that can be written to is not let go of."""
    try:
        yield
    except PermissionError as error:
        if error.errno == errno.EPERM or not os.access(file.parent, os.W_OK):
            raise
        raise UserError(held_open(file)) from error


def replace(unfinished: Path, target: Path) -> None:
    """Rename a file to `target`, in the place of an older one; raises UserError if that is held."""
    with changing(target):
        os.replace(unfinished, target)


def remove(file: Path) -> None:
    """Remove a file, if it is there; raises UserError when it is held open."""
    with changing(file):
        file.unlink(missing_ok=True)


def show_under(source: Path, name: Path) -> None:
    """Let a file be read under another name: by a link, or as a copy where links are for admins."""
    try:
        os.symlink(source.resolve(), name)
    except OSError:
        shutil.copyfile(source, name)


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

    On an error the old `target` stays, and nothing is left beside it. Raises UserError when another
    program holds `target` open.
    """
    with unfinished_folder(target.parent) as folder:
        unfinished = folder / target.name
        yield unfinished
        replace(unfinished, target)


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
