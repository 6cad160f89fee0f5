"""What an increment is judged by: the state of a file, and of the project that reads it.

dbt-duckdb loads the class `Plugin` for every command that opens the warehouse, so only the standard
library and DuckDB are imported here.
"""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import duckdb
from dbt.adapters.duckdb.plugins import BasePlugin

BUILT_FROM = ["dbt_project.yml", "profiles.yml", "macros", "models", "plugins", "seeds"]


def file_signature(file: str) -> str:
    """Size and times of change of a file: they differ once it is written anew, replaced or touched.

    Raises OSError when the file is gone.
    """
    state = Path(file).stat()
    return f"{state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}"


def project_fingerprint(settings: str) -> str:
    """A hash of these settings and of every file of the project that can change a row."""
    return fingerprint(settings, BUILT_FROM)


def fingerprint(settings: str, names: Sequence[str]) -> str:
    """A hash of settings, of DuckDB's version and of files and folders of the project.

    The working folder is the project's, as it is dbt's.
    """
    digest = hashlib.sha256(f"{settings}\0{duckdb.__version__}".encode())
    for name in names:
        path = Path(name)
        for file in sorted(path.rglob("*.*")) if path.is_dir() else [path]:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(f"\0{file.as_posix()}\0".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


class Plugin(BasePlugin):
    """Offers the functions of this module to SQL."""

    def configure_connection(self, conn) -> None:
        """Register the functions; `side_effects` forbids DuckDB to cache, as files change.

        A run has one connection, for which the project is read once.
        """
        for name, function in [
            ("file_signature", file_signature),
            ("project_fingerprint", lru_cache(project_fingerprint)),
        ]:
            conn.create_function(name, function, ["VARCHAR"], "VARCHAR", side_effects=True)
