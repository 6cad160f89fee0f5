"""The simulator at scale: exact numbers, the same every time, and files that the build reads."""

import duckdb
import pytest
from conftest import CHAIN_OF_ACTIONS, Place

from scripts.command_line import main
from scripts.dev.simulate.scale.course_sizes import courses, parts

pytestmark = pytest.mark.thorough

COUNT = 30_000
ARGUMENTS = ["--actions", str(COUNT), "--courses", "7", "--days", "300"]


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Place:
    place = Place(tmp_path_factory.mktemp("scale"))
    assert main(["simulate-actions", *ARGUMENTS, "--out", str(place.data)]) == 0
    return place


def actions(place: Place) -> str:
    return f"'{place.data}/files/actions/*.parquet'"


def differing(one: str, other: str) -> int:
    return duckdb.sql(
        f"select count(*) from ((from {one} except all from {other}) union all "
        f"(from {other} except all from {one}))"
    ).fetchone()[0]


def test_there_are_exactly_so_many_actions_each_with_its_own_id(written):
    counts = "count(*), count(distinct action_id), count(distinct course_id)"
    found = duckdb.sql(f"select {counts} from {actions(written)}").fetchone()
    assert found == (COUNT, COUNT, 7)


@pytest.mark.parametrize("action_count", [1, 7, 1_000, 2_345_678])
def test_the_plan_shares_out_every_action_and_learner(action_count):
    planned = courses(action_count, 20, 730)
    assert sum(course.action_count for course in planned) == action_count
    for course in planned:
        found = parts(course)
        assert sum(part.action_count for part in found) == course.action_count
        assert sum(part.learner_count for part in found) == course.learner_count
        assert all(part.learner_count <= part.action_count for part in found)
        assert found[0].first_user == course.first_user


def test_courses_differ_in_size_and_overlap_in_time():
    planned = courses(1_000_000, 200, 730)
    sizes = [course.action_count for course in planned]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 20 * sizes[-1]
    starts = sorted(course.starts_on for course in planned)
    assert (starts[-1] - starts[0]).days > 500


def test_the_same_seed_gives_the_same_actions_however_many_threads(written, tmp_path, monkeypatch):
    connect = duckdb.connect
    monkeypatch.setattr(duckdb, "connect", lambda: connect(config={"threads": 1}))
    assert main(["simulate-actions", *ARGUMENTS, "--out", str(tmp_path)]) == 0
    other = tmp_path / "other"
    assert differing(actions(written), f"'{tmp_path}/files/actions/*.parquet'") == 0
    assert main(["simulate-actions", *ARGUMENTS, "--seed", "2", "--out", str(other)]) == 0
    assert differing(actions(written), f"'{other}/files/actions/*.parquet'") > COUNT


def test_activity_is_skewed_and_comes_in_visits(written):
    share = duckdb.sql(
        f"""with learners as (
            select count(*) as action_count from {actions(written)} group by user_id, course_id
        ), ranked as (
            select action_count, percent_rank() over (order by action_count desc) as place
            from learners
        )
        select sum(action_count) filter (place <= 0.1) / sum(action_count) from ranked"""
    ).fetchone()[0]
    assert 0.4 < share < 0.8
    long_pauses, ties = duckdb.sql(
        f"""select avg(cast(pause > 1800 as int)), avg(cast(pause = 0 as int)) from (
            select epoch(acted_at - lag(acted_at) over (
                partition by user_id, course_id order by acted_at, sequence
            )) as pause
            from {actions(written)}
        ) where pause is not null"""
    ).fetchone()
    assert 0.04 < long_pauses < 0.12
    assert 0.01 < ties < 0.08


def test_the_build_keeps_every_row_and_knows_every_action_type(written):
    written.dbt(*CHAIN_OF_ACTIONS)
    assert written.rows(
        "select sum(kept_row_count), sum(rejected_row_count + duplicate_row_count) "
        "from quality.row_ledger where table_name = 'actions'"
    ) == [(COUNT, 0)]
    assert written.rows(
        "select count(*) from intermediate.int_actions where not is_known_action_type"
    ) == [(0,)]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--actions", "0"], "--actions: expected a whole number from 1 up"),
        (["--actions", "5", "--courses", "-1"], "--courses: expected a whole number from 1 up"),
    ],
)
def test_a_senseless_number_is_one_sentence(tmp_path, capsys, arguments, sentence):
    assert main(["simulate-actions", *arguments, "--out", str(tmp_path)]) == 2
    assert capsys.readouterr().err == sentence + "\n"


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path, capsys):
    (tmp_path / "files").write_text("a file stands where the folder should")
    assert main(["simulate-actions", *ARGUMENTS, "--out", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path}/files")
