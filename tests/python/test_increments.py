"""After any deliveries an incremental run leaves every table as a full refresh would."""

import os
from pathlib import Path

import pytest
from conftest import UNTESTED, Place
from deliveries import Deliverer

from scripts.compare.differences import compare
from scripts.compare.report import report

CORE = ["fct_daily_engagement", "fct_enrollments", "row_ledger", "rejected_rows"]
CASE_COUNT = int(os.environ.get("MOOC_INCREMENT_CASES", "10"))
DELIVERIES = 3


def build(place: Place, *options: str) -> None:
    """Build the core models."""
    place.dbt("build", *UNTESTED, "--select", *(f"+{model}" for model in CORE), *options)


def rebuilt(place: Place, folder: Path) -> Place:
    """The same files in a warehouse that never saw others."""
    folder.mkdir()
    (folder / "data").symlink_to(place.data)
    fresh = Place(folder)
    build(fresh)
    return fresh


def assert_equal(grown: Place, fresh: Place) -> None:
    """Both warehouses hold the same rows in every table."""
    differences = [table for table in compare(fresh.warehouse, grown.warehouse) if table.differs]
    assert not differences, "\n".join(report(differences))


@pytest.mark.parametrize("seed", range(CASE_COUNT))
def test_increments_equal_a_full_refresh(tmp_path, seed):
    grown = Place(tmp_path / "grown")
    deliverer = Deliverer(grown, seed)
    build(grown)
    for _ in range(DELIVERIES):
        deliverer.deliver()
        build(grown)
    assert_equal(grown, rebuilt(grown, tmp_path / "fresh"))
