"""After any deliveries an incremental run leaves every table as a full refresh would."""

import os
import random
import shutil
from collections.abc import Sequence

import pytest
from conftest import Place, copy_project, csv_text
from deliveries import Deliverer, LogRotator
from rebuilds import CORE, assert_equal, build, rebuilt

CASE_COUNT = int(os.environ.get("MOOC_INCREMENT_CASES", "10"))
DELIVERIES, PART_RATE = 3, 0.5
# A whole build takes three times as long, so that one case in so many has all tables.
WHOLE_EVERY = 5
# To every so many histories of files one of a log that is rotated.
ROTATED_EVERY = 10
# What is built alone between deliveries, as by somebody who selects.
PARTS = [
    *["base_files__actions", "base_files__courses", "int_actions", "int_courses", "int_activities"],
    *["int_enrollments", "fct_actions", "fct_sessions", "int_activity_touches", "fct_enrollments"],
]
MORE_PARTS = ["dim_courses", "dim_activities", "activity_dropoff", "call_list", "tableau_sessions"]
# So much that some thirty actions fill the memory; the full refresh has all in one batch.
IN_BATCHES = {"action_memory_bytes": 10**8}


def build_part(place: Place, choice: random.Random, parts: Sequence[str], **settings) -> None:
    """Build a few models alone, as far as they are: the others stay behind."""
    chosen = choice.sample(parts, choice.randint(1, 3))
    place.dbt("run", "--select", *chosen, **settings)


# The first with the core tables alone is quick enough for every change.
SEEDS = [
    pytest.param(seed, marks=[] if seed == 1 else pytest.mark.thorough)
    for seed in range(CASE_COUNT)
]


@pytest.mark.parametrize("seed", SEEDS)
def test_increments_equal_a_full_refresh(tmp_path, seed):
    models = CORE if seed % WHOLE_EVERY else []
    parts = PARTS if models else PARTS + MORE_PARTS
    grown = Place(tmp_path / "grown")
    deliverer = Deliverer(grown, seed)
    build(grown, models, **IN_BATCHES)
    for _ in range(DELIVERIES):
        deliverer.deliver()
        if deliverer.choice.random() < PART_RATE:
            build_part(grown, deliverer.choice, parts, **IN_BATCHES)
        build(grown, models, **IN_BATCHES)
    assert_equal(grown, rebuilt(grown, tmp_path / "fresh", models))


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(max(CASE_COUNT // ROTATED_EVERY, 1)))
def test_rotated_logs_grow_as_a_full_refresh_would(tmp_path, monkeypatch, seed):
    monkeypatch.setenv("MOOC_USER_SALT", "the same in both")
    grown, fresh = Place(tmp_path / "grown", "edx"), Place(tmp_path / "fresh", "edx")
    rotator = LogRotator(grown, seed)
    build(grown)
    for _ in range(DELIVERIES):
        rotator.deliver()
        build(grown)
    shutil.copytree(grown.data, fresh.data)
    build(fresh)
    assert_equal(grown, fresh)


def bring(place: Place, day: str, users: Sequence[str]) -> None:
    """A file with one action of each user."""
    lines = [f"{day}-{user},{user},sql,page_viewed,{day}T10:00:00Z" for user in users]
    header = "action_id,user_id,course_id,action_type,acted_at"
    place.write(f"files/actions/{day}.csv", csv_text(header, *lines))


def mark_all_sessions(place: Place) -> None:
    """Leave in every session what only computing it anew removes."""
    place.execute("update marts.fct_sessions set action_count = -1")


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


def test_later_actions_count_once_their_course_is_known_to_go_on(two_learners):
    """fct_actions alone was built, so that the course still ended before them."""
    bring(two_learners, "2026-03-20", ["ana"])
    two_learners.dbt("run", "--select", "base_files__actions", "int_actions", "fct_actions")
    counted = "select is_counted from marts.fct_actions where acted_on = '2026-03-20'"
    assert two_learners.rows(counted) == [(False,)]
    build(two_learners)
    assert two_learners.rows(counted) == [(True,)]


@pytest.mark.thorough
def test_a_renamed_course_reaches_what_was_built_before_its_new_name(tmp_path):
    """The fingerprints of the courses were new, and the names in dim_courses were not."""
    place = Place(tmp_path / "grown")
    bring(place, "2026-03-02", ["ana", "ben"])
    place.write("files/courses.csv", csv_text("course_id,course_name", "sql,Old"))
    build(place, [])
    place.write("files/courses.csv", csv_text("course_id,course_name", "sql,New"))
    place.dbt("run", "--select", "+fct_enrollments")
    place.dbt("run", "--select", "tableau_sessions")
    build(place, [])
    names = "select distinct course_name from exports.tableau_sessions"
    assert place.rows(names) == [("New",)]
    assert_equal(place, rebuilt(place, tmp_path / "fresh", []))


class InProject(Place):
    """A place whose data lie in the folder data of its project, as is usual."""

    @property
    def environment(self) -> dict[str, str]:
        """The environment without MOOC_DATA_DIR."""
        return super().environment | {"MOOC_DATA_DIR": ""}


@pytest.mark.thorough
def test_files_below_a_folder_called_as_the_data_folder_are_files_of_their_own(tmp_path):
    place = InProject(tmp_path, project=copy_project(tmp_path))
    shutil.rmtree(place.data, ignore_errors=True)
    header = "user_id,action_type,timestamp"
    for file, user in (("a.csv", "ana"), ("data/a.csv", "ben"), ("newdata/a.csv", "cem")):
        place.write(f"files/actions/{file}", csv_text(header, f"{user},view,2025-03-01"))
    build(place)
    users = "select source_file, user_id from staging.base_files__actions order by all"
    assert place.rows(users) == [
        ("files/actions/a.csv", "ana"),
        ("files/actions/data/a.csv", "ben"),
        ("files/actions/newdata/a.csv", "cem"),
    ]
    shutil.rmtree(place.data / "files/actions/data")
    build(place)
    assert [user for _, user in place.rows(users)] == ["ana", "cem"]
