"""The workbook with its data sources, and the data sources on their own, as Tableau opens them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import Element

import duckdb

from scripts.errors import UserError
from scripts.files import remove, unfinished_folder
from scripts.places import Places
from scripts.tableau.contents import board_of, offers, source_of_table
from scripts.tableau.dashboard import Board, add_actions, add_dashboard, add_windows
from scripts.tableau.document import FORMAT_VERSION, SOURCE_BUILD, add
from scripts.tableau.filters import parameters_of
from scripts.tableau.hyper import check_parquet, write_hyper_file, write_hyper_files
from scripts.tableau.metadata import read_build
from scripts.tableau.model import FILE, TABLES, check_keys, model_document, model_of
from scripts.tableau.package import write_package
from scripts.tableau.parameters import Parameter, add_parameter_source
from scripts.tableau.source import Source, add_source, source_document
from scripts.tableau.worksheet import add_worksheet
from scripts.warehouse import open_warehouse, why_unreadable

# Half of the extract of the actions, and nothing in the workbook or the model reads it.
LEFT_OUT = ("action_key",)
WORKBOOK, MODEL = "mooc_user_actions.twbx", "mooc_model.tdsx"


def workbook_document(
    sources: Sequence[Source], parameters: Sequence[Parameter], boards: Sequence[Board]
) -> Element:
    """The workbook over its data sources."""
    attributes = {"source-build": SOURCE_BUILD, "source-platform": "win", "version": FORMAT_VERSION}
    root = Element("workbook", {"original-version": FORMAT_VERSION, **attributes})
    preferences = add(root, "preferences")
    add(preferences, "preference", {"name": "ui.encoding.shelf.height", "value": 24})
    add(preferences, "preference", {"name": "ui.shelf.height", "value": 26})
    listed = add(root, "datasources")
    add_parameter_source(listed, parameters)
    for source in sources:
        add_source(listed, source)
    add_actions(root, boards)
    worksheets = add(root, "worksheets")
    for board in boards:
        for sheet in board.sheets:
            add_worksheet(worksheets, sheet)
    dashboards = add(root, "dashboards")
    for board in boards:
        add_dashboard(dashboards, board)
    add_windows(root, boards)
    return root


@dataclass(frozen=True)
class Contents:
    """What is written: each data source whole, and for the workbook without `LEFT_OUT`."""

    sources: dict[str, Source]
    lean: dict[str, Source]
    parameters: list[Parameter]
    boards: list[Board]


def without_keys(source: Source) -> Source:
    """The data source without the columns that the workbook leaves out."""
    kept = {name: column for name, column in source.columns.items() if name not in LEFT_OUT}
    return replace(source, columns=kept)


def read_contents(warehouse: Path, parquet_dir: Path) -> Contents:
    """What a build puts into the workbook; raises UserError when something of it is missing."""
    with open_warehouse(warehouse) as connection:
        build = read_build(connection, parquet_dir)
        check_keys(connection, build.relations)
        parameters = parameters_of(build)
        sources = {table: source_of_table(build, table, parameters) for table in build.relations}
        lean = {table: without_keys(source) for table, source in sources.items()}
        boards = [board_of(build, found, lean, parameters) for found in offers(build, parameters)]
    read = [parameter for parameter in parameters if is_read(parameter, boards)]
    return Contents(sources, lean, read, boards)


def write_source(out_dir: Path, source: Source) -> Path:
    """A data source with the extract of an export table."""
    target, extract = out_dir / f"{source.table}.tdsx", out_dir / f"{source.table}.hyper"
    write_package(target, source_document(source), [extract])
    return target


def write_model(parquet_dir: Path, out_dir: Path, contents: Contents) -> Path:
    """The relationship data source, with an extract of its own."""
    with unfinished_folder(out_dir.parent) as folder:
        extract = folder / FILE
        tables = {table: parquet_dir / f"{table}.parquet" for table in TABLES}
        write_hyper_file(extract, tables, LEFT_OUT)
        write_package(out_dir / MODEL, model_document(model_of(contents.lean)), [extract])
    return out_dir / MODEL


def write_twbx(parquet_dir: Path, out_dir: Path, contents: Contents) -> Path:
    """The workbook, with the extracts that its sheets show."""
    used = [source for source in contents.lean.values() if is_used(source, contents.boards)]
    document = workbook_document(used, contents.parameters, contents.boards)
    with unfinished_folder(out_dir.parent) as folder:
        extracts = []
        for source in used:
            extract = out_dir / f"{source.table}.hyper"
            if source.columns.keys() != contents.sources[source.table].columns.keys():
                extract = folder / extract.name
                parquet = parquet_dir / f"{source.table}.parquet"
                write_hyper_file(extract, {"Extract": parquet}, LEFT_OUT)
            extracts.append(extract)
        write_package(out_dir / WORKBOOK, document, extracts)
    return out_dir / WORKBOOK


def checked_contents(warehouse: Path, parquet_dir: Path) -> Contents:
    """What `read_contents` returns; raises UserError also when one of the files is damaged."""
    try:
        return read_contents(warehouse, parquet_dir)
    except duckdb.Error as error:
        if said := why_unreadable(error):
            raise UserError(f"{warehouse}: {said}") from error
        for parquet in sorted(parquet_dir.glob("tableau_*.parquet")):
            check_parquet(parquet)
        raise


def write_tableau_folder(
    place: Places, on_file: Callable[[int, int], None] = lambda done, total: None
) -> list[Path]:
    """Write all that Tableau opens, from the Parquet files and the warehouse of a build.

    Returns the workbook and the data sources; what an earlier build had more of goes. `on_file`
    hears how many of how many files are done. Raises UserError when something of the build is
    missing or damaged, before anything is written; what `write_hyper_files` raises.
    """
    parquet_dir, out_dir = place.exports / "parquet", place.exports / "tableau"
    contents = checked_contents(place.warehouse, parquet_dir)
    extracts = write_hyper_files(parquet_dir, out_dir)
    steps = [
        partial(write_twbx, parquet_dir, out_dir, contents),
        *(partial(write_source, out_dir, source) for source in contents.sources.values()),
        partial(write_model, parquet_dir, out_dir, contents),
    ]
    written = []
    for step in steps:
        written.append(step())
        on_file(len(written), len(steps))
    for left_over in out_dir.glob("tableau_*"):
        if left_over not in (*extracts, *written):
            remove(left_over)
    return written


def is_used(source: Source, boards: Sequence[Board]) -> bool:
    """Whether a sheet shows a data source."""
    return any(sheet.source is source for board in boards for sheet in board.sheets)


def is_read(parameter: Parameter, boards: Sequence[Board]) -> bool:
    """Whether a sheet is filtered by a parameter."""
    return any(parameter in sheet.parameters for board in boards for sheet in board.sheets)
