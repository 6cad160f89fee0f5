"""How much of the machine DuckDB may take: memory, threads, and a folder for what does not fit.

dbt-duckdb loads the class `Plugin` for every command that opens the warehouse, so only the standard
library is imported here.
"""

import os

from dbt.adapters.duckdb.plugins import BasePlugin

USUAL_MEMORY_BYTES = 3 * 10**9


def memory_limit(environment: dict[str, str], memory_bytes: int | None) -> str:
    """What MOOC_MEMORY_LIMIT says; else 3 GB, or half of the machine's memory where that is less.

    `memory_bytes` is None where the system does not tell.
    """
    usual = min(USUAL_MEMORY_BYTES, (memory_bytes or 2 * USUAL_MEMORY_BYTES) // 2)
    return environment.get("MOOC_MEMORY_LIMIT") or f"{usual // 10**6}MB"


def machine_memory_bytes() -> int | None:
    """The memory of this machine, None where the system does not tell (Windows)."""
    if not hasattr(os, "sysconf"):
        return None
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def settings(environment: dict[str, str]) -> dict[str, str]:
    """DuckDB's settings of memory, threads (all unless told) and temporary folder."""
    chosen = {"memory_limit": memory_limit(environment, machine_memory_bytes())}
    for variable, setting in [("MOOC_THREADS", "threads"), ("MOOC_TEMP_DIR", "temp_directory")]:
        if environment.get(variable):
            chosen[setting] = environment[variable]
    return chosen


class Plugin(BasePlugin):
    """Limits DuckDB as the machine and the environment say."""

    def configure_connection(self, conn) -> None:
        """Set what `settings` says; DuckDB's temporary folder is beside the warehouse by itself."""
        for name, value in settings(dict(os.environ)).items():
            quoted = value.replace("'", "''")
            conn.execute(f"set {name} = '{quoted}'")
