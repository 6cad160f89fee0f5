"""What must hold for any data: partitions, order, rates, and what may not change a figure."""

import random
from collections.abc import Callable
from datetime import timedelta
from functools import cache

import pandas as pd
import pytest
from conftest import UNTESTED, Place
from hard_files import ACTION_COLUMNS, START, action_rows, write_table
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.thorough

MODELS = ["fct_actions", "fct_sessions", "progress_funnel", "survival_curve", "activity_dropoff"]
SELECTED = [f"+{model}" for model in MODELS]
LEARNERS = 30
FEW = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
TIMES = ["acted_at", "acted_on", "started_at", "ended_at", "started_on"]

Rows = list[dict[str, object]]


# One course of thirty learners for each number, full of ties, equal timeouts, closes and gaps.
NUMBERS = st.integers(0, 3)


def course(number: int) -> Rows:
    """The actions of the course of that number."""
    return action_rows(random.Random(number).choice, LEARNERS, "plain")


@pytest.fixture(scope="module")
def build(tmp_path_factory) -> Callable[..., Place]:
    """A function that builds the core models from actions and the start of the course."""

    def built(actions: Rows, starts_at=START, selected=SELECTED) -> Place:
        place = Place(tmp_path_factory.mktemp("property"))
        write_table(place, "actions", ACTION_COLUMNS, actions)
        ends_at = starts_at + timedelta(days=30)
        courses = [{"course_id": "plain", "starts_at": starts_at, "ends_at": ends_at}]
        write_table(place, "courses", ["course_id", "starts_at", "ends_at"], courses)
        place.dbt("build", *UNTESTED, "--select", *selected)
        return place

    return built


@pytest.fixture(scope="module")
def built_once(build) -> Callable[[int], Place]:
    """A function that builds the course of a number, once."""
    return cache(lambda number: build(course(number)))


@FEW
@given(number=NUMBERS)
def test_sessions_partition_the_counted_actions(built_once, number):
    place = built_once(number)
    rows = place.frame(
        "select * from marts.fct_actions order by user_id, session_number, action_number"
    )
    counted = rows[rows["is_counted"]]
    assert (rows["session_id"].notna() == rows["is_counted"]).all()
    for _, session in counted.groupby("session_id"):
        assert session[["user_id", "session_number"]].drop_duplicates().shape[0] == 1
        assert session["action_number"].tolist() == list(range(1, len(session) + 1))
        assert session["acted_at"].is_monotonic_increasing
    sessions = place.frame("select * from marts.fct_sessions")
    assert sessions["action_count"].sum() == counted["action_count"].sum()
    assert set(sessions["session_id"]) == set(counted["session_id"])
    numbers = sessions.sort_values(["user_id", "started_at", "session_number"])
    for _, of_user in numbers.groupby("user_id"):
        assert of_user["session_number"].tolist() == list(range(1, len(of_user) + 1))


@FEW
@given(number=NUMBERS)
def test_funnel_and_survival_never_rise_and_rates_are_shares(built_once, number):
    place = built_once(number)
    funnel = place.frame("select * from marts.progress_funnel order by step_number")
    ordered = funnel[funnel["step_number"].notna()]
    assert ordered["user_count"].is_monotonic_decreasing
    survival = place.frame("select * from marts.survival_curve order by course_day")
    for _, group in survival.groupby("group_name"):
        assert group["survival_rate"].is_monotonic_decreasing
        assert group["at_risk_count"].is_monotonic_decreasing
    dropoff = place.frame("select * from marts.activity_dropoff order by position")
    assert dropoff["reached_count"].is_monotonic_decreasing
    for table in (funnel, survival, dropoff):
        for column in table.filter(regex="rate$|share|low$|high$|^hazard"):
            assert table[column].dropna().between(0, 1).all(), column


@FEW
@given(number=NUMBERS, seed=st.integers(0, 99))
def test_the_order_of_the_rows_changes_no_table(built_once, build, number, seed):
    actions = course(number)
    shuffled = random.Random(seed).sample(actions, len(actions))
    assert shuffled != actions
    assert figures(built_once(number)) == figures(build(shuffled))


def test_the_order_of_the_rows_changes_no_mart_at_all(build):
    actions = course(7)
    shuffled = random.Random(7).sample(actions, len(actions))
    builds = [figures(build(rows, selected=["*"])) for rows in (actions, shuffled)]
    assert len(builds[0]) >= 30
    assert builds[0] == builds[1]


def figures(place: Place) -> dict[str, str]:
    """The marts by hash; where a raw row stood in its file is in none of them."""
    return {name: rows for name, rows in place.tables().items() if name.startswith("marts.")}


@FEW
@given(number=NUMBERS)
def test_a_user_who_comes_later_changes_nobody_else(built_once, build, number):
    actions = course(number)
    newcomer = [
        row | {"user_id": "newcomer", "action_id": f"new{row['action_id']}"}
        for row in actions
        if row["user_id"] == "u0" and row["acted_at"] > START
    ]
    newcomer += [
        {"user_id": "newcomer", "action_id": "new", "course_id": "plain"}
        | {"action_type": "page_viewed", "acted_at": START + timedelta(days=1)}
    ]
    before, after = built_once(number), build([*actions, *newcomer])
    for mart, key in (("fct_actions", "action_key"), ("fct_sessions", "session_id")):
        query = f"select * from marts.{mart} where user_id <> 'newcomer' order by {key}"
        pd.testing.assert_frame_equal(before.frame(query), after.frame(query))


@FEW
@given(number=NUMBERS, weeks=st.integers(1, 60))
def test_whole_weeks_later_nothing_changes_but_times(built_once, build, number, weeks):
    shift = timedelta(weeks=weeks)
    moved = [row | {"acted_at": row["acted_at"] + shift} for row in course(number)]
    before, after = built_once(number), build(moved, START + shift)
    for mart in MODELS:
        query = f"select * from marts.{mart}"
        frames = [place.frame(query) for place in (before, after)]
        for column in set(TIMES) & set(frames[0]):
            frames[1][column] -= shift
        keyed = [f.sort_values(list(f)[:1], ignore_index=True) for f in frames]
        pd.testing.assert_frame_equal(*keyed, check_dtype=False)
