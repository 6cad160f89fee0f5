"""The way into the warehouse for everything that runs after the build."""

from pathlib import Path

import duckdb

from plugins.memory import limit_memory
from scripts.errors import UserError


def literal(text: str) -> str:
    """An SQL text literal."""
    return "'" + text.replace("'", "''") + "'"


def quoted(*names: str) -> str:
    """An SQL identifier of one or more parts."""
    return ".".join('"' + name.replace('"', '""') + '"' for name in names)


def open_warehouse(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """A connection that reads the warehouse, whatever its file is called, and cannot write to it.

    Raises UserError when the file is missing, is no DuckDB file, or another process has it, or when
    MOOC_MEMORY_LIMIT is no amount.
    """
    if not warehouse.is_file():
        raise UserError(f"{warehouse}: no such warehouse; run `make build` first")
    connection = duckdb.connect(config={"temp_directory": f"{warehouse}.tmp"})
    try:
        limit_memory(connection)
        connection.execute(f"attach {literal(str(warehouse))} as warehouse (read_only)")
    except ValueError as error:
        connection.close()
        raise UserError(str(error)) from error
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
