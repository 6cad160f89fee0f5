"""The wanted files out of a zip or tar archive, wherever in it they lie."""

import shutil
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO


def is_archive(file: Path) -> bool:
    """Whether a file is a zip or tar archive; a web page in its place is not."""
    return zipfile.is_zipfile(file) or tarfile.is_tarfile(file)


def unpack(archive: Path, names: set[str], folder: Path) -> None:
    """Write the members with these names into `folder`; others, and all folders, are left out.

    Raises OSError, EOFError, zlib.error, tarfile.TarError or zipfile.BadZipFile when the archive is
    broken.
    """
    for name, stream in _members(archive):
        if name in names:
            with open(folder / name, "wb") as target:
                shutil.copyfileobj(stream, target)


def _members(archive: Path) -> Iterator[tuple[str, IO[bytes]]]:
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as zipped:
            for name in zipped.namelist():
                with zipped.open(name) as stream:
                    yield PurePosixPath(name).name, stream
    else:
        with tarfile.open(archive) as tarred:
            for member in tarred:
                if (content := tarred.extractfile(member)) is not None:
                    yield PurePosixPath(member.name).name, content
