"""After any deliveries an incremental run leaves every table as a full refresh would."""

import os
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest
from conftest import UNTESTED, Place, csv_text
from deliveries import Deliverer

from scripts.compare.differences import compare
from scripts.compare.report import report

CORE = ["fct_daily_engagement", "fct_enrollments", "row_ledger", "rejected_rows"]
CASE_COUNT = int(os.environ.get("MOOC_INCREMENT_CASES", "10"))
DELIVERIES = 3
# A whole build takes three times as long, so that one case in so many has all tables.
WHOLE_EVERY = 5
# So much that some thirty actions fill the memory; the full refresh has all in one batch.
IN_BATCHES = {"action_memory_bytes": 10**8}


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


@pytest.mark.parametrize("seed", range(CASE_COUNT))
def test_increments_equal_a_full_refresh(tmp_path, seed):
    models = CORE if seed % WHOLE_EVERY else []
    grown = Place(tmp_path / "grown")
    deliverer = Deliverer(grown, seed)
    build(grown, models, **IN_BATCHES)
    for _ in range(DELIVERIES):
        deliverer.deliver()
        build(grown, models, **IN_BATCHES)
    assert_equal(grown, rebuilt(grown, tmp_path / "fresh", models))


def bring(place: Place, day: str, users: Sequence[str]) -> None:
    """A file with one action of each user."""
    lines = [f"{day}-{user},{user},sql,page_viewed,{day}T10:00:00Z" for user in users]
    header = "action_id,user_id,course_id,action_type,acted_at"
    place.write(f"files/actions/{day}.csv", csv_text(header, *lines))


def mark_all_sessions(place: Place) -> None:
    """Leave in every session what only computing it anew removes."""
    with duckdb.connect(str(place.warehouse)) as connection:
        connection.execute("update marts.fct_sessions set action_count = -1")


def marked_users(place: Place) -> list[str]:
    """Whose sessions were not computed anew."""
    marked = "select distinct user_id from marts.fct_sessions where action_count = -1 order by all"
    return [user for (user,) in place.rows(marked)]


@pytest.fixture
def two_learners(tmp_path) -> Place:
    """Ana and Ben acted on Monday, and that was built."""
    place = Place(tmp_path)
    bring(place, "2026-03-02", ["ana", "ben"])
    build(place)
    mark_all_sessions(place)
    return place


def test_only_learners_with_other_actions_are_computed_anew(two_learners):
    bring(two_learners, "2026-03-03", ["ana"])
    build(two_learners)
    assert marked_users(two_learners) == ["ben"]


def test_another_setting_computes_all_anew(two_learners):
    build(two_learners)
    assert marked_users(two_learners) == ["ana", "ben"]
    build(two_learners, session_timeout_minutes=5)
    assert marked_users(two_learners) == []
