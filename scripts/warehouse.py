"""The way into the warehouse for everything that runs after the build."""

import os
from pathlib import Path

import duckdb

from plugins.memory import machine_memory_bytes, memory_limit
from scripts.errors import UserError


def literal(text: str) -> str:
    """An SQL text literal."""
    return "'" + text.replace("'", "''") + "'"


def quoted(*names: str) -> str:
    """An SQL identifier of one or more parts."""
    return ".".join('"' + name.replace('"', '""') + '"' for name in names)


def limit_memory(connection: duckdb.DuckDBPyConnection) -> None:
    """Allow what a build may take; raises UserError where MOOC_MEMORY_LIMIT is no amount."""
    amount = memory_limit(dict(os.environ), machine_memory_bytes())
    try:
        connection.execute(f"set memory_limit = {literal(amount)}")
    except duckdb.Error as error:
        raise UserError(
            f"MOOC_MEMORY_LIMIT: expected an amount such as 8GB, found {amount}"
        ) from error


def open_warehouse(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """A connection that reads the warehouse, whatever its file is called, and cannot write to it.

    Raises UserError when the file is missing, is no DuckDB file, or another process has it.
    """
    if not warehouse.is_file():
        raise UserError(f"{warehouse}: no such warehouse; run `make build` first")
    connection = duckdb.connect(config={"temp_directory": f"{warehouse}.tmp"})
    limit_memory(connection)
    try:
        connection.execute(f"attach {literal(str(warehouse))} as warehouse (read_only)")
    except duckdb.IOException as error:
        connection.close()
        if "Could not set lock" in str(error):
            said = "in use, a build is running; try again when it has ended"
        elif "not a valid DuckDB database file" in str(error):
            said = "no DuckDB file; move it away and run `make build`"
        elif "Could not read" in str(error):
            said = "cut off; move it away and run `make build`"
        else:
            raise
        raise UserError(f"{warehouse}: {said}") from error
    return connection.execute("use warehouse")
