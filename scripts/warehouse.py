"""The way into the warehouse for everything that runs after the build."""

import glob
import os
from pathlib import Path

import duckdb

from plugins.memory import limit_memory, temporary_folder
from scripts.errors import UserError

BUILD_ANEW = "move it away and run `make build`"


def literal(text: str) -> str:
    """An SQL text literal."""
    return "'" + text.replace("'", "''") + "'"


def quoted(*names: str) -> str:
    """An SQL identifier of one or more parts."""
    return ".".join('"' + name.replace('"', '""') + '"' for name in names)


def pattern_of(file: Path) -> str:
    """A path as the pattern by which DuckDB finds this file and no other."""
    return glob.escape(str(file))


def one_row(connection: duckdb.DuckDBPyConnection, sql: str, parameters: object = None) -> tuple:
    """The one row that a query with these parameters gives."""
    (row,) = connection.execute(sql, parameters).fetchall()
    return row


def why_unreadable(error: duckdb.Error) -> str | None:
    """Why DuckDB cannot read a warehouse and what to do; None where its file is not to blame."""
    in_use = "in use, perhaps by a build; try again when that has ended"
    reasons = {
        "Could not set lock": in_use,
        "being used by another process": in_use,
        "File is already open in": in_use,
        "not a valid DuckDB database file": f"no DuckDB file; name a warehouse, or {BUILD_ANEW}",
        "Could not read": f"cut off; {BUILD_ANEW}",
        "Corrupt database file": f"damaged; {BUILD_ANEW}",
    }
    return next((said for words, said in reasons.items() if words in str(error)), None)


def attach(connection: duckdb.DuckDBPyConnection, warehouse: Path, name: str) -> None:
    """Attach a warehouse under a name, to be read; raises UserError where that cannot be done."""
    try:
        connection.execute(
            f"attach {literal(str(warehouse))} as {quoted(name)} (read_only, type duckdb)"
        )
    except duckdb.Error as error:
        said = why_unreadable(error) or f"cannot be read ({str(error).splitlines()[0]})"
        raise UserError(f"{warehouse}: {said}") from error


def new_connection(spilling_of: Path) -> duckdb.DuckDBPyConnection:
    """A connection within the limits of memory, which spills where builds of a warehouse do.

    Raises UserError when MOOC_MEMORY_LIMIT is no amount.
    """
    folder = temporary_folder(dict(os.environ), str(spilling_of))
    connection = duckdb.connect(config={"temp_directory": str(folder)})
    try:
        limit_memory(connection)
    except ValueError as error:
        connection.close()
        raise UserError(str(error)) from error
    return connection


def open_warehouse(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """A connection that reads the warehouse, whatever its file is called, and cannot write to it.

    Raises UserError when the file is missing, is no DuckDB file, or another process has it, or when
    MOOC_MEMORY_LIMIT is no amount.
    """
    if not warehouse.is_file():
        raise UserError(f"{warehouse}: no such warehouse; run `make build` first")
    connection = new_connection(spilling_of=warehouse)
    try:
        attach(connection, warehouse, "warehouse")
    except UserError:
        connection.close()
        raise
    return connection.execute("use warehouse")
