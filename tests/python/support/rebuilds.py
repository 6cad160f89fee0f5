"""A warehouse that grew beside one that was built afresh from the same files."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
from conftest import UNTESTED, Place

from scripts.compare.diff_report import report
from scripts.compare.differences import compare

CORE = ["fct_daily_engagement", "fct_enrollments", "row_ledger", "rejected_rows"]


def build(place: Place, models: Sequence[str] = CORE, **settings) -> None:
    """Build these models and what they need; all models when none is named."""
    selected = ["--select", *(f"+{model}" for model in models)] if models else []
    place.dbt("build", *UNTESTED, *selected, **settings)


def rebuilt(place: Place, folder: Path, models: Sequence[str]) -> Place:
    """The same files in a warehouse that never saw others."""
    folder.mkdir()
    (folder / "data").symlink_to(place.data)
    fresh = Place(folder)
    build(fresh, models)
    return fresh


def assert_equal(grown: Place, fresh: Place) -> None:
    """Both warehouses hold the same rows in every table."""
    differences = [table for table in compare(fresh.warehouse, grown.warehouse) if table.differs]
    assert not differences, "\n".join(report(differences))


def only_in_one(one: Place, other: Place, query: str) -> list[tuple]:
    """A few rows that a query finds in one of two warehouses only; HERE stands for the catalog."""
    with duckdb.connect() as connection:
        for name, place in (("one", one), ("other", other)):
            connection.execute(f"attach '{place.warehouse}' as {name} (read_only)")
        sides = [f"({query.replace('HERE', name)})" for name in ("one", "other")]
        return [
            row
            for first, second in (sides, sides[::-1])
            for row in connection.execute(f"{first} except all {second} limit 5").fetchall()
        ]
