"""Packages: a document and its extracts in one file."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZIP64_LIMIT, ZIP_DEFLATED, ZipFile

from scripts.files import written_whole
from scripts.tableau.document import as_bytes
from scripts.tableau.source import EXTRACTS

CHUNK = 1 << 20  # bytes
LEVEL = 1  # of compression: the best is three times slower and saves 3 % of an extract


def write_package(target: Path, document: Element, extracts: Sequence[Path]) -> None:
    """Write a document with its extracts to a .twbx or .tdsx.

    The document bears the name of the package, which is renamed into place when it is whole.
    Extracts are streamed, never held in memory. Members have no date but the first of a zip.
    """
    name = target.with_suffix(target.suffix.removesuffix("x")).name
    with (
        written_whole(target) as unfinished,
        ZipFile(unfinished, "w", ZIP_DEFLATED, compresslevel=LEVEL) as package,
    ):
        with package.open(name, "w") as inside:
            inside.write(as_bytes(document))
        for extract in extracts:
            is_large = extract.stat().st_size > ZIP64_LIMIT
            path = f"{EXTRACTS}/{extract.name}"
            with (
                extract.open("rb") as stream,
                package.open(path, "w", force_zip64=is_large) as inside,
            ):
                shutil.copyfileobj(stream, inside, CHUNK)
