"""Tableau extracts, one for each exported Parquet file."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import duckdb

from scripts.causes import outside_causes
from scripts.errors import UserError
from scripts.files import replace, unfinished_folder
from scripts.texts import ALLOWED, REPLACEMENT
from scripts.warehouse import literal, one_row, pattern_of, quoted

if TYPE_CHECKING:
    from tableauhyperapi import Connection, HyperProcess

SETTINGS = {"log_config": "", "default_database_version": "2"}


class HyperUnavailable(UserError):
    """Tableau's Hyper library cannot be had here; all else can go on."""


def parquet_row_count(parquet: Path) -> int:
    """Number of rows of a Parquet file, counted without Hyper."""
    with duckdb.connect() as connection:
        return one_row(connection, "select count(*) from read_parquet(?)", [pattern_of(parquet)])[0]


def check_parquet(parquet: Path) -> None:
    """Raise UserError when not all of a Parquet file can be decoded."""
    with duckdb.connect() as connection:
        try:
            decoded = "select bit_xor(hash(columns(*))) from read_parquet(?)"
            connection.execute(decoded, [pattern_of(parquet)])
        except duckdb.Error as error:
            raise UserError(f"{parquet}: damaged; run `make build` to write it anew") from error


def check_row_count(parquet: Path, expected: int, found: int) -> None:
    """Raise RuntimeError when the extract has not as many rows as its Parquet file."""
    if found != expected:
        raise RuntimeError(f"{parquet}: {expected} rows, but {found} in its Hyper file")


def hyper_api() -> ModuleType:
    """The package tableauhyperapi; raises HyperUnavailable where it is not installed."""
    try:
        import tableauhyperapi
    except ImportError as error:
        raise HyperUnavailable(
            "tableauhyperapi: not installed, so no .hyper files were written; install it if there "
            "is a wheel for your platform, or open the CSV exports in Tableau"
        ) from error
    return tableauhyperapi


def parquet_columns(parquet: Path, left_out: Collection[str]) -> str:
    """The columns of a Parquet file but some, for a select, with texts as the workbook has them."""
    with duckdb.connect() as connection:
        rows = connection.read_parquet(pattern_of(parquet))
        texts = [
            quoted(name)
            for name, kind in zip(rows.columns, rows.types, strict=True)
            if kind == "VARCHAR"
        ]
        forbidden = f"regexp_matches(concat({', '.join(texts)}), {literal(f'[^{ALLOWED}]')})"
        has_forbidden = texts and rows.filter(forbidden).limit(1).fetchall()
    names = [quoted(name) for name in rows.columns if name not in left_out]
    if has_forbidden:
        replaced = f"{literal(f'[^{ALLOWED}]')}, {literal(REPLACEMENT)}, 'g'"
        names = [
            f"regexp_replace({name}, {replaced}) as {name}" if name in texts else name
            for name in names
        ]
    return ", ".join(names)


def copy_parquet(
    connection: "Connection", parquet: Path, table: str, left_out: Collection[str] = ()
) -> int:
    """Copy a Parquet file to a new table of the schema Extract and return its row count.

    The columns `left_out` are not copied. Raises UserError when the file is damaged or, in Hyper's
    words, when Hyper cannot read it.
    """
    api = hyper_api()
    name = api.TableName("Extract", table)
    path = api.escape_string_literal(str(parquet.resolve()))
    try:
        columns = parquet_columns(parquet, left_out)
    except duckdb.Error:
        check_parquet(parquet)
        raise
    connection.catalog.create_schema_if_not_exists("Extract")
    try:
        with outside_causes(api.HyperException):
            connection.execute_command(
                f"create table {name} as "
                f"select {columns} from external({path}, format => 'parquet')"
            )
    except api.HyperException as error:
        check_parquet(parquet)
        reason = " ".join(error.main_message.split())
        raise UserError(
            f"{parquet}: Hyper cannot read it, so cast the column in its export model: {reason}"
        ) from error
    return connection.execute_scalar_query(f"select count(*) from {name}")


def hyper_process() -> "HyperProcess":
    """A process of Hyper that tells nobody; raises HyperUnavailable where it is not installed."""
    api = hyper_api()
    telemetry = api.Telemetry.DO_NOT_SEND_USAGE_DATA_TO_TABLEAU
    return api.HyperProcess(telemetry, parameters=SETTINGS)


@contextmanager
def new_extract(process: "HyperProcess", path: Path) -> Iterator["Connection"]:
    """A connection to a new extract; raises UserError where there is no room for it."""
    api = hyper_api()
    with (
        outside_causes(api.HyperException),
        api.Connection(process.endpoint, path, api.CreateMode.CREATE_AND_REPLACE) as connection,
    ):
        yield connection


def fill_extract(
    process: "HyperProcess",
    target: Path,
    tables: Mapping[str, Path],
    left_out: Collection[str] = (),
) -> None:
    """Write Parquet files as tables of a new extract, without the columns `left_out`.

    Raises UserError when Hyper cannot read a file, and RuntimeError when rows were lost.
    """
    with new_extract(process, target) as connection:
        for table, parquet in tables.items():
            found = copy_parquet(connection, parquet, table, left_out)
            check_row_count(parquet, parquet_row_count(parquet), found)


def write_hyper_files(parquet_dir: Path, out_dir: Path) -> list[Path]:
    """Turn every `tableau_*.parquet` into `<name>.hyper` and return the new files, by name.

    They are renamed into `out_dir` when all of them are whole; a failure leaves those that were
    there. Raises UserError when there is no Parquet file or one cannot be read, HyperUnavailable
    when tableauhyperapi is not installed, and RuntimeError when rows were lost.
    """
    sources = sorted(parquet_dir.glob("tableau_*.parquet"))
    if not sources:
        raise UserError(f"{parquet_dir}: no tableau_*.parquet; run `make build` first")
    if out_dir.exists() and not out_dir.is_dir():
        raise UserError(f"{out_dir}: a file, where a folder is needed; move it away")
    out_dir.mkdir(parents=True, exist_ok=True)
    with unfinished_folder(out_dir.parent) as folder:
        unfinished = {source: folder / f"{source.stem}.hyper" for source in sources}
        with hyper_process() as process:
            for source, path in unfinished.items():
                fill_extract(process, path, {"Extract": source})
        targets = [out_dir / path.name for path in unfinished.values()]
        for path, target in zip(unfinished.values(), targets, strict=True):
            replace(path, target)
    return targets


def write_hyper_file(target: Path, tables: Mapping[str, Path], left_out: Collection[str]) -> None:
    """Write Parquet files as tables of one extract, by the names of the tables.

    The columns `left_out` are not copied. Raises UserError when Hyper cannot read a file,
    HyperUnavailable without tableauhyperapi and RuntimeError when rows were lost.
    """
    with hyper_process() as process:
        fill_extract(process, target, tables, left_out)
