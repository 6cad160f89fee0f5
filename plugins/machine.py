"""How much of the machine DuckDB may take: memory, threads, and a folder for what does not fit.

dbt-duckdb loads the class `Plugin` for every command that opens the warehouse, so only the standard
library, DuckDB and dbt are imported here.
"""

import gc
import os
import shutil

import duckdb
from dbt.adapters.duckdb.plugins import BasePlugin
from dbt_common.exceptions import DbtRuntimeError
from folders import find_folder_fault
from memory import limit_memory, temporary_folder


def check_temporary_folder(environment: dict[str, str]) -> None:
    """Raise DbtRuntimeError when MOOC_TEMP_DIR cannot be written to."""
    named = environment.get("MOOC_TEMP_DIR")
    if named and (fault := find_folder_fault(named)):
        raise DbtRuntimeError(f"MOOC_TEMP_DIR: {named} {fault}")


def limit_threads(connection: duckdb.DuckDBPyConnection, threads: str) -> None:
    """Let DuckDB use so many threads; raises ValueError when that is no whole number above 0."""
    try:
        # DuckDB rounds what is no whole number.
        if not threads.isdecimal():
            raise ValueError(threads)
        connection.execute(f"set threads = {threads}")
    except (ValueError, duckdb.Error) as error:
        raise ValueError(
            f"MOOC_THREADS: expected a whole number above 0, found {threads}"
        ) from error


class Plugin(BasePlugin):
    """Limits DuckDB as the machine and the environment say."""

    def initialize(self, plugin_config: dict) -> None:
        """Keep Python from searching what dbt has loaded for garbage.

        A second command in the same process freezes nothing more.
        """
        if not gc.get_freeze_count():
            gc.freeze()

    def configure_connection(self, conn) -> None:
        """Set memory, threads (all unless told) and temporary folder.

        Whoever opened the warehouse is alone with it, so what lies in its temporary folder is left
        over from a build that was killed.
        """
        environment = dict(os.environ)
        try:
            limit_memory(conn)
            if threads := environment.get("MOOC_THREADS"):
                limit_threads(conn, threads)
        except ValueError as error:
            raise DbtRuntimeError(str(error)) from error
        check_temporary_folder(environment)
        assert self.creds is not None
        folder = temporary_folder(environment, self.creds.path)
        shutil.rmtree(folder, ignore_errors=True)
        conn.execute("set temp_directory = ?", [str(folder)])
