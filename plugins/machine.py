"""How much of the machine DuckDB may take: memory, threads, and a folder for what does not fit.

dbt-duckdb loads the class `Plugin` for every command that opens the warehouse, so only the standard
library, DuckDB and dbt are imported here.
"""

import hashlib
import os
import shutil
from pathlib import Path

import duckdb
from dbt.adapters.duckdb.plugins import BasePlugin
from dbt_common.exceptions import DbtRuntimeError
from folders import find_folder_fault
from memory import machine_memory_bytes, memory_limit


def temporary_folder(environment: dict[str, str], warehouse: str) -> Path:
    """Where DuckDB puts what does not fit into memory: beside the warehouse, or in MOOC_TEMP_DIR.

    Each warehouse has its own folder there, as DuckDB's files are called the same for all. Raises
    DbtRuntimeError when MOOC_TEMP_DIR cannot be written to.
    """
    named = environment.get("MOOC_TEMP_DIR")
    if not named:
        return Path(f"{warehouse}.tmp")
    if fault := find_folder_fault(named):
        raise DbtRuntimeError(f"MOOC_TEMP_DIR: {named} {fault}")
    return Path(named) / hashlib.sha256(os.path.abspath(warehouse).encode()).hexdigest()[:16]


def limit(connection: duckdb.DuckDBPyConnection, setting: str, value: str, complaint: str) -> None:
    """Change a setting of DuckDB; raises DbtRuntimeError with `complaint` when it is refused."""
    try:
        connection.execute(f"set {setting} = '{value.replace(chr(39), 2 * chr(39))}'")
    except duckdb.Error as error:
        raise DbtRuntimeError(f"{complaint}, found {value}") from error


class Plugin(BasePlugin):
    """Limits DuckDB as the machine and the environment say."""

    def configure_connection(self, conn) -> None:
        """Set memory, threads (all unless told) and temporary folder.

        Whoever opened the warehouse is alone with it, so what lies in its temporary folder is left
        over from a build that was killed.
        """
        environment = dict(os.environ)
        memory = memory_limit(environment, machine_memory_bytes())
        limit(conn, "memory_limit", memory, "MOOC_MEMORY_LIMIT: expected an amount such as 8GB")
        if threads := environment.get("MOOC_THREADS"):
            complaint = "MOOC_THREADS: expected a whole number above 0"
            # DuckDB rounds what is no whole number.
            if not threads.isdecimal():
                raise DbtRuntimeError(f"{complaint}, found {threads}")
            limit(conn, "threads", threads, complaint)
        folder = temporary_folder(environment, self.creds.path)
        shutil.rmtree(folder, ignore_errors=True)
        conn.execute("set temp_directory = ?", [str(folder)])
