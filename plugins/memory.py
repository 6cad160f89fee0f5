"""How much memory DuckDB may take, and where it puts what does not fit."""

import hashlib
import os
import re
from pathlib import Path

import duckdb

AMOUNT = re.compile(r"(?=.*[1-9])\d+(\.\d+)? ?[KMGT]i?B", re.IGNORECASE)
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


def temporary_folder(environment: dict[str, str], warehouse: str) -> Path:
    """Where DuckDB puts what does not fit into memory: beside the warehouse, or in MOOC_TEMP_DIR.

    Each warehouse has its own folder there, as DuckDB's files are called the same for all.
    """
    if named := environment.get("MOOC_TEMP_DIR"):
        return Path(named) / hashlib.sha256(os.path.abspath(warehouse).encode()).hexdigest()[:16]
    return Path(f"{warehouse}.tmp")


def limit_memory(connection: duckdb.DuckDBPyConnection) -> None:
    """Allow DuckDB what the environment and the machine say.

    Raises ValueError with a sentence for the user when MOOC_MEMORY_LIMIT is no amount.
    """
    amount = memory_limit(dict(os.environ), machine_memory_bytes())
    if not AMOUNT.fullmatch(amount):
        raise ValueError(f"MOOC_MEMORY_LIMIT: expected an amount such as 8GB, found {amount}")
    connection.execute("set memory_limit = ?", [amount])
