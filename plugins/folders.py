"""The folders that a build writes to.

dbt-duckdb loads the class `Plugin` for every command that opens the warehouse, so only the standard
library and dbt are imported here.
"""

from pathlib import Path
from tempfile import TemporaryFile

from dbt.adapters.duckdb.plugins import BasePlugin
from dbt_common.exceptions import DbtRuntimeError


def find_folder_fault(path: str) -> str | None:
    """Why nothing can be written to a folder, to be said after its path; None if it can.

    A folder that is missing is made, with those above it.
    """
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
        TemporaryFile(dir=path).close()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return f"cannot be written to ({reason}); mend that or name another folder"
    return None


class Plugin(BasePlugin):
    """Makes the warehouse's folder, and offers the function of this module to SQL."""

    def initialize(self, plugin_config: dict) -> None:
        """Make the folder of the warehouse: DuckDB makes the file, not the folder.

        Raises DbtRuntimeError when it cannot be written to.
        """
        assert self.creds is not None
        folder = Path(self.creds.path).parent.as_posix()
        if fault := find_folder_fault(folder):
            raise DbtRuntimeError(f"MOOC_WAREHOUSE: {folder} {fault}")

    def configure_connection(self, conn) -> None:
        """Register the function; `special` allows a null result, `side_effects` no caching."""
        conn.create_function(
            "find_folder_fault",
            find_folder_fault,
            ["VARCHAR"],
            "VARCHAR",
            null_handling="special",
            side_effects=True,
        )
