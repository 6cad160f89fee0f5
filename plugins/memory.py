"""How much memory DuckDB may take."""

import os

import duckdb

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


def limit_memory(connection: duckdb.DuckDBPyConnection) -> None:
    """Allow DuckDB what the environment and the machine say.

    Raises ValueError with a sentence for the user when MOOC_MEMORY_LIMIT is no amount.
    """
    amount = memory_limit(dict(os.environ), machine_memory_bytes())
    try:
        connection.execute(f"set memory_limit = '{amount.replace(chr(39), 2 * chr(39))}'")
    except duckdb.Error as error:
        raise ValueError(
            f"MOOC_MEMORY_LIMIT: expected an amount such as 8GB, found {amount}"
        ) from error
