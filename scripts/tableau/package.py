"""Packages: a document and its extracts in one file."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from scripts.files import written_whole
from scripts.tableau.document import as_bytes
from scripts.tableau.source import EXTRACTS

DATE = (2026, 1, 1, 0, 0, 0)  # of every member, so that the same content gives the same package
CHUNK = 1 << 20  # bytes


def member(name: str, size: int) -> ZipInfo:
    """A member of a package, of a size in bytes."""
    info = ZipInfo(name, DATE)
    info.compress_type, info.file_size = ZIP_DEFLATED, size
    return info


def write_package(target: Path, document: Element, extracts: Sequence[Path]) -> None:
    """Write a document with its extracts to a .twbx or .tdsx.

    The document bears the name of the package, which is renamed into place when it is whole.
    Extracts are streamed, never held in memory.
    """
    content = as_bytes(document)
    name = target.with_suffix(target.suffix.removesuffix("x")).name
    with written_whole(target) as unfinished, ZipFile(unfinished, "w", ZIP_DEFLATED) as package:
        package.writestr(member(name, len(content)), content)
        for extract in extracts:
            info = member(f"{EXTRACTS}/{extract.name}", extract.stat().st_size)
            with extract.open("rb") as stream, package.open(info, "w") as inside:
                shutil.copyfileobj(stream, inside, CHUNK)
