"""Tableau extracts, one for each exported Parquet file."""

import os
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import duckdb

from scripts.errors import UserError
from scripts.files import unfinished_folder

if TYPE_CHECKING:
    from tableauhyperapi import Connection

SETTINGS = {"log_config": "", "default_database_version": "2"}


class HyperUnavailable(UserError):
    """Tableau's Hyper library cannot be had here; all else can go on."""


def parquet_row_count(parquet: Path) -> int:
    """Number of rows of a Parquet file, counted without Hyper."""
    with duckdb.connect() as connection:
        return connection.read_parquet(str(parquet)).aggregate("count(*)").fetchone()[0]


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


def write_extract(connection: "Connection", parquet: Path) -> int:
    """Copy a Parquet file to the table "Extract"."Extract" and return that table's row count.

    Raises UserError, in Hyper's words, when Hyper cannot read the file.
    """
    api = hyper_api()
    table = api.TableName("Extract", "Extract")
    path = api.escape_string_literal(str(parquet.resolve()))
    connection.catalog.create_schema("Extract")
    try:
        connection.execute_command(
            f"create table {table} as select * from external({path}, format => 'parquet')"
        )
    except api.HyperException as error:
        reason = " ".join(error.main_message.split())
        raise UserError(
            f"{parquet}: Hyper cannot read it, so cast the column in its export model: {reason}"
        ) from error
    return connection.execute_scalar_query(f"select count(*) from {table}")


def write_hyper_files(parquet_dir: Path, out_dir: Path) -> list[Path]:
    """Turn every `tableau_*.parquet` into `<name>.hyper` and return the new files, by name.

    They are renamed into `out_dir` when all of them are whole; a failure leaves those that were
    there. Raises UserError when there is no Parquet file or one cannot be read, HyperUnavailable
    when tableauhyperapi is not installed, and RuntimeError when rows were lost.
    """
    sources = sorted(parquet_dir.glob("tableau_*.parquet"))
    if not sources:
        raise UserError(f"{parquet_dir}: no tableau_*.parquet; run `make build` first")
    api = hyper_api()
    telemetry = api.Telemetry.DO_NOT_SEND_USAGE_DATA_TO_TABLEAU
    mode = api.CreateMode.CREATE_AND_REPLACE
    out_dir.mkdir(parents=True, exist_ok=True)
    with unfinished_folder(out_dir.parent) as folder:
        unfinished = {source: folder / f"{source.stem}.hyper" for source in sources}
        with api.HyperProcess(telemetry, parameters=SETTINGS) as process:
            for source, path in unfinished.items():
                with api.Connection(process.endpoint, path, mode) as connection:
                    found = write_extract(connection, source)
                check_row_count(source, parquet_row_count(source), found)
        targets = [out_dir / path.name for path in unfinished.values()]
        for path, target in zip(unfinished.values(), targets, strict=True):
            os.replace(path, target)
    return targets
