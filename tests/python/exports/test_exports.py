"""The exported files: equal to their tables, without names, never replaced by half a build."""

import csv

import duckdb
import pytest
from conftest import Place, copy_project

from scripts.dbt import DbtFailure

EXPORTS = ["tableau_actions", "tableau_course_days", "tableau_dropoff", "tableau_enrollments"]
EXPORTS += ["tableau_funnel", "tableau_sessions", "tableau_survival"]
FORMATS = ["parquet", "csv"]
# The mart that each of the aggregated tables comes from, and its key.
MARTS = {
    "tableau_course_days": ("marts.course_activity_trend", "course_date_key"),
    "tableau_dropoff": ("marts.activity_dropoff", "activity_key"),
    "tableau_funnel": (
        "(from marts.progress_funnel where step_number is not null)",
        "funnel_step_key",
    ),
    "tableau_survival": ("marts.survival_curve", "survival_key"),
}
DAYS, DROPOFF, FUNNEL, SURVIVAL = MARTS
# User counts of these tables, and rates with the user count that each rests on.
USER_COUNTS = [
    *[(DAYS, f"active_users_{days}d") for days in (1, 7, 28)],
    (DAYS, "new_users"),
    *[(DROPOFF, f"{name}_count") for name in ("touched", "reached", "exit")],
    (FUNNEL, "user_count"),
    *[(SURVIVAL, f"{name}_count") for name in ("at_risk", "event", "censored")],
]
RATES = [
    (DAYS, "stickiness_rate", "active_users_7d"),
    *[(DROPOFF, f"hazard_{name}", "reached_count") for name in ("rate", "low", "high")],
    (FUNNEL, "share_of_enrolled", "user_count"),
    *[(SURVIVAL, f"survival_{name}", "at_risk_count") for name in ("rate", "low", "high")],
]
DEFAULT_MIN_CELL_SIZE, MIN_CELL_SIZE = 5, 40


def columns_of(place: Place, table: str) -> dict[str, str]:
    """Name and type of each column of an export table, in order."""
    return dict(
        place.rows(
            "select column_name, data_type from information_schema.columns "
            f"where table_schema = 'exports' and table_name = '{table}' order by ordinal_position"
        )
    )


@pytest.mark.parametrize("table", EXPORTS)
@pytest.mark.parametrize("file_format", FORMATS)
def test_an_exported_file_equals_its_table(sample_build, table, file_format):
    file = sample_build.exports / file_format / f"{table}.{file_format}"
    read = f"read_parquet('{file}')"
    if file_format == "csv":
        read = f"read_csv('{file}', header = true, columns = {columns_of(sample_build, table)})"
    with duckdb.connect() as connection:
        connection.execute(f"attach '{sample_build.warehouse}' as warehouse (read_only)")
        exported = f"warehouse.exports.{table}"
        for one, other in [(exported, read), (read, exported)]:
            assert connection.execute(f"select count(*) from {one}").fetchone()[0] > 0
            assert connection.execute(f"from {one} except all from {other}").fetchall() == []


def test_a_whole_build_exports_these_files_and_no_other(sample_build):
    assert sorted(sample_build.exported()) == sorted(
        f"{file_format}/{table}.{file_format}" for file_format in FORMATS for table in EXPORTS
    )


@pytest.mark.thorough
def test_a_failing_test_leaves_the_exported_files_in_place(small_build, tmp_path):
    project = copy_project(tmp_path / "project")
    singular = project / "tests/singular/assert_fails.sql"
    singular.parent.mkdir(exist_ok=True)
    singular.write_text("select 1 as broken\n")
    place = small_build.copied_to(tmp_path, project)
    exported = place.exported()
    place.write("files/actions.csv", "user_id,action_type,timestamp\neve,play,2025-04-01\n")
    with pytest.raises(DbtFailure, match="test assert_fails: Got 1 result"):
        place.dbt("build")
    assert place.rows("select user_id from marts.fct_actions") == [("eve",)], "nothing was built"
    assert place.exported() == exported


@pytest.mark.thorough
@pytest.mark.parametrize(
    "command",
    [
        ["run"],
        ["build", "--select", "tableau_actions"],
        ["build", "--exclude", "dim_dates"],
        ["build", "--resource-type", "model"],
        ["build", "--exclude-resource-type", "test"],
    ],
    ids=" ".join,
)
def test_dbt_run_and_a_part_of_a_build_export_nothing(small_build, tmp_path, command):
    place = small_build.copied_to(tmp_path)
    for name in place.exported():
        (place.exports / name).unlink()
    place.dbt(*command)
    assert place.exported() == {}


@pytest.mark.parametrize("file_format", FORMATS)
def test_an_empty_export_table_is_an_empty_file_with_its_columns(small_build, file_format):
    assert small_build.rows("select count(*) from exports.tableau_dropoff") == [(0,)]
    file = small_build.exports / file_format / f"tableau_dropoff.{file_format}"
    columns = columns_of(small_build, "tableau_dropoff")
    assert "activity_key" in columns
    if file_format == "csv":
        assert list(csv.reader(file.read_text().splitlines())) == [list(columns)]
        return
    with duckdb.connect() as connection:
        described = connection.execute(f"describe from '{file}'").fetchall()
        assert {name: kind for name, kind, *_ in described} == columns
        assert connection.execute(f"select count(*) from '{file}'").fetchall() == [(0,)]


@pytest.mark.parametrize("table", EXPORTS)
def test_no_export_names_a_user(sample_build, table):
    columns = columns_of(sample_build, table)
    assert "source_name" in columns
    assert "user_id" not in columns
    users = {user for (user,) in sample_build.rows("select user_id from marts.dim_users")}
    with open(sample_build.exports / "csv" / f"{table}.csv", newline="") as stream:
        assert not users & {value for row in csv.reader(stream) for value in row}


@pytest.fixture(scope="module")
def hidden_build(sample_build, tmp_path_factory) -> Place:
    """The sample's export tables with a min_cell_size that hides some of every user count."""
    place = sample_build.copied_to(tmp_path_factory.mktemp("hidden"))
    place.dbt("run", "--select", "path:models/exports", min_cell_size=MIN_CELL_SIZE)
    return place


@pytest.mark.parametrize(
    ("table", "value", "users"), [*((table, name, name) for table, name in USER_COUNTS), *RATES]
)
def test_a_user_count_below_min_cell_size_and_a_rate_over_one_are_empty(
    sample_build, hidden_build, table, value, users
):
    mart, key = MARTS[table]
    seen = set()
    for place, least in ((sample_build, DEFAULT_MIN_CELL_SIZE), (hidden_build, MIN_CELL_SIZE)):
        compared = place.rows(
            f"""select mart.{users} >= {least}, mart.{value}, export.{value}
            from exports.{table} as export full join {mart} as mart using ({key})"""
        )
        for is_shown, given, exported in compared:
            assert exported == (given if is_shown else None)
        seen |= {is_shown for is_shown, given, _ in compared if given is not None}
    assert seen == {True, False}, "nothing was shown or nothing hidden, so this test proves nothing"
