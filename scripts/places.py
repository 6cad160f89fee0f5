"""Where the warehouse and what is made of it lie."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Places:
    """Where the warehouse and all that is made of it lie."""

    warehouse: Path
    exports: Path


def places(environment: dict[str, str]) -> Places:
    """The places that MOOC_WAREHOUSE and MOOC_EXPORTS name, or the usual ones."""
    return Places(
        warehouse=Path(environment.get("MOOC_WAREHOUSE") or "warehouse/mooc.duckdb"),
        exports=Path(environment.get("MOOC_EXPORTS") or "exports"),
    )
