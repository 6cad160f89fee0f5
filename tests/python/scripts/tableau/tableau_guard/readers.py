"""Two readers of Tableau files that other people wrote: tableaudocumentapi and pytableau."""

from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

import pytableau
import tableaudocumentapi

from tableau_guard.document_parts import Source, inner, sheets_of, sources_of
from tableau_guard.rules import Finding, Rule
from tableau_guard.zip_package import Package


def check_readers(package: Package) -> Iterator[Finding]:
    """Whether both readers open the file and find in it what is in it.

    Of a data source for itself pytableau reads nothing, so only the other one is asked.
    """
    is_workbook = package.root.tag == "workbook"
    readers: list[Callable[[Package, Path], Iterator[str]]] = (
        [_read_workbook, _validate] if is_workbook else [_read_source]
    )
    # In a folder of their own: a reader may start Hyper, which writes its log where it is started.
    with TemporaryDirectory() as folder, chdir(folder):
        path = package.write(Path(folder))
        for read in readers:
            try:
                for found in read(package, path):
                    yield Finding(Rule.READER, f"{package.name}, {read.__doc__}: {found}")
            except Exception as error:  # a reader may fail in any way
                yield Finding(Rule.READER, f"{package.name}, {read.__doc__}: {error!r}")


def _read_workbook(package: Package, path: Path) -> Iterator[str]:
    """Tableaudocumentapi."""
    book = tableaudocumentapi.Workbook(str(path))
    dashboards = [one.get("name") for one in package.root.findall("dashboards/dashboard")]
    if sorted(book.worksheets) != sorted(sheets_of(package.root)):
        yield f"worksheets {book.worksheets}"
    if sorted(book.dashboards) != sorted(dashboards):
        yield f"dashboards {book.dashboards}"
    found = {one.name: one for one in book.datasources}
    for name, source in sources_of(package.root).items():
        if name not in found:
            yield f"no data source {name}"
        else:
            yield from _compare(found[name], source)


def _read_source(package: Package, path: Path) -> Iterator[str]:
    """Tableaudocumentapi."""
    [source] = sources_of(package.root).values()
    yield from _compare(tableaudocumentapi.Datasource.from_file(str(path)), source)


def _compare(found: tableaudocumentapi.Datasource, source: Source) -> Iterator[str]:
    if [one.dbclass for one in found.connections] != ["hyper"] * len(found.connections):
        yield f"{source.caption}: connections {[one.dbclass for one in found.connections]}"
    fields = {inner(key): field for key, field in found.fields.items()}
    for name, field in source.fields.items():
        seen = fields.get(name)
        if seen is None:
            yield f"{source.caption}: no field {name}"
        elif (seen.caption or "", seen.datatype) != (field.caption, field.datatype):
            yield f"{source.caption}: {name} is {seen.caption!r}, {seen.datatype}"
        elif field.description and field.description not in (seen.description or ""):
            yield f"{source.caption}: {name} has the description {seen.description!r}"


def _validate(package: Package, path: Path) -> Iterator[str]:
    """Pytableau."""
    book = pytableau.Workbook.open(str(path))
    try:
        if sorted(one.name for one in book.worksheets) != sorted(sheets_of(package.root)):
            yield f"worksheets {[one.name for one in book.worksheets]}"
        yield from map(str, book.validate())
    finally:
        book.close()
