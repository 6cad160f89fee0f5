"""The declared charts count what the marts count, and are drawn where a source can fill them."""

from dataclasses import replace

import duckdb
import pytest

from scripts.charts import (
    CHARTS,
    completion_charts,
    engagement_charts,
    learner_charts,
    overview_charts,
)
from scripts.charts.available import Answer, Note, filled, fitting, in_words, offer, read_answers
from scripts.charts.chart import MARKS, Axis, Chart, IntervalChart
from scripts.charts.choices import CHOICES
from scripts.charts.colours import BY_COLUMN
from scripts.charts.course_names import course_column, largest_course, named, with_label
from scripts.charts.dashboards import DASHBOARDS, Band, Dashboard
from scripts.charts.declared import check_names
from scripts.charts.dropoff import DROPOFF
from scripts.charts.marks import counted, dimensions, read_marks, shown_at_first
from scripts.charts.measures import MEASURES, WORDS
from scripts.charts.stamps import simulation
from scripts.errors import UserError
from scripts.plots import draw_plots, whose
from scripts.renderers import LAYERS, order, written
from scripts.tableau import worksheet
from scripts.warehouse import open_warehouse

LEARNERS = Axis("learners", "Learners")


def marks_of(place, chart: Chart, **shown) -> dict[tuple, tuple]:
    """The numbers of a chart by its dimensions."""
    with open_warehouse(place.warehouse) as connection:
        rows = read_marks(connection, chart, f"exports.{chart.extract}", shown)
    return {
        tuple(row[name] for name in dimensions(chart)): tuple(row[name] for name in counted(chart))
        for row in rows
    }


def by_first(rows: list[tuple]) -> dict[tuple, tuple]:
    """Rows of two values, the second by the first."""
    return {(key,): (value,) for key, value in rows}


def test_names_and_titles_are_unique_and_every_mark_can_be_drawn():
    assert len({chart.name for chart in CHARTS}) == len({chart.title for chart in CHARTS})
    assert len({chart.title for chart in CHARTS} | {d.name for d in DASHBOARDS}) == (
        len(CHARTS) + len(DASHBOARDS)
    )
    assert set(MARKS) == LAYERS.keys() | {"interval"} == worksheet.MARK_CLASSES.keys()
    assert [c.name for c in CHARTS if not (c.question.endswith("?") and c.shows)] == []


def test_every_table_has_one_column_with_colours_at_most(sample_build):
    columns = sample_build.rows(
        "select table_name, column_name from duckdb_columns() where schema_name = 'exports'"
    )
    colored = [table for table, column in columns if column in BY_COLUMN]
    assert len(colored) == len(set(colored)) == 4


def test_what_can_be_chosen_has_words():
    assert [choice.name for choice in CHOICES if choice.column not in WORDS] == []


@pytest.mark.parametrize(
    ("chart", "column"),
    [(overview_charts.NEW_BY_DAY, "new_users"), (overview_charts.SESSIONS_BY_DAY, "session_count")],
)
def test_a_day_counts_what_the_trend_counts(sample_build, chart, column):
    trend = sample_build.rows(
        f"select activity_date, cast(sum({column}) as bigint) from marts.course_activity_trend "
        "where action_count > 0 group by all"
    )
    assert len(trend) > 50
    found = marks_of(sample_build, chart)
    assert {day: number for day, number in found.items() if number != (0,)} == {
        day: number for day, number in by_first(trend).items() if number != (0,)
    }


def test_active_learners_are_those_of_the_trend_in_each_course(sample_build):
    by_course = replace(overview_charts.ACTIVE_LEARNERS, color="course_id")
    trend = sample_build.rows(
        "select activity_date, course_id, active_users_1d from marts.course_activity_trend "
        "where active_users_1d > 0"
    )
    assert marks_of(sample_build, by_course) == {(day, course): (n,) for day, course, n in trend}


def test_the_heatmap_is_that_of_the_mart(sample_build):
    mart = sample_build.rows(
        "select hour_of_day, day_of_week, cast(sum(action_count) as bigint) "
        "from marts.activity_heatmap group by all having sum(action_count) > 0"
    )
    found = marks_of(sample_build, engagement_charts.HEATMAP)
    assert found == {(hour, weekday): (number,) for hour, weekday, number in mart}


def test_the_completion_rate_is_that_of_the_course_comparison(sample_build):
    mart = sample_build.rows("select course_name, completed_rate from marts.course_comparison")
    assert marks_of(sample_build, completion_charts.COMPLETION_RATE) == by_first(mart)
    assert len(mart) == 3


def test_the_list_is_the_call_list(sample_build):
    found = marks_of(sample_build, learner_charts.CALL_LIST)
    calls = sample_build.rows("select call_rank, why from marts.call_list")
    place = dimensions(learner_charts.CALL_LIST).index
    listed = [(key[place("call_rank")], key[place("call_reason")]) for key in found]
    assert sorted(listed) == sorted(calls)


def test_a_chart_of_one_course_shows_the_largest_first(sample_build):
    with open_warehouse(sample_build.warehouse) as connection:
        course = largest_course(connection)
    assert course == {"source_name": "sample", "course_id": "sql"}
    assert shown_at_first(completion_charts.SURVIVAL, course) == {**course, "group_set": "all"}
    assert shown_at_first(engagement_charts.HEATMAP, course) == {}


def test_courses_without_names_are_called_by_their_ids():
    assert named(completion_charts.COMPLETION_RATE, "course_id").y.column == "course_id"
    headers = ("course_id", "call_rank", "user_key")
    assert named(learner_charts.CALL_LIST, "course_id").headers == headers
    assert named(engagement_charts.TIME_ON_TASK, "course_id").detail == ("user_key", "course_id")
    assert named(DROPOFF, "course_name") == DROPOFF


@pytest.mark.parametrize(
    ("names", "column"),
    [
        (["'Art & Form'", "'Music'"], "course_name"),
        (["'Art'", "'Art'"], "course_id"),
        (["'Art'", "null"], "course_id"),
        (["'Art'", "'The \"Book\"'"], "course_name"),
    ],
)
def test_a_course_is_called_by_its_name_where_that_is_its_own(names, column):
    rows = ", ".join(f"('s', 'c{place}', {name})" for place, name in enumerate(names))
    relation = f"(values {rows}) as enrollments(source_name, course_id, course_name)"
    with duckdb.connect() as connection:
        assert course_column(connection, relation) == column


def test_courses_of_two_sources_with_one_id_are_called_by_source_and_id():
    rows = "('s', 'c', null), ('t', 'c', null)"
    courses = f"(values {rows}) as e(source_name, course_id, course_name)"
    with duckdb.connect() as connection:
        column = course_column(connection, courses)
        labels = connection.execute(f"select {column} from {with_label(courses)}").fetchall()
    assert sorted(labels) == [("s: c",), ("t: c",)]


def test_charts_ask_only_what_is_answered(sample_build):
    with open_warehouse(sample_build.warehouse) as connection:
        answered = {answer.question for answer in read_answers(connection)}
    assert {question for chart in CHARTS for question in chart.needs} <= answered


def test_flags_and_marks_without_a_number_are_respected(sample_build):
    engaged = marks_of(sample_build, engagement_charts.CATEGORIES).values()
    every = marks_of(sample_build, replace(engagement_charts.CATEGORIES, only=())).values()
    assert sum(number for (number,) in engaged) < sum(number for (number,) in every)
    hidden = marks_of(sample_build, DROPOFF, course_id="charts")
    assert hidden and None not in {rate for rate, *_ in hidden.values()}


def test_a_chart_of_some_sources_shows_no_row_of_the_others(sample_build):
    assert marks_of(sample_build, replace(engagement_charts.HEATMAP, sources=("sample",)))
    others = replace(engagement_charts.HEATMAP, sources=("other", "files"))
    assert marks_of(sample_build, others) == {}


def test_a_missing_table_says_what_to_run(sample_build):
    lost = replace(engagement_charts.HEATMAP, table="exports.tableau_nothing")
    with open_warehouse(sample_build.warehouse) as connection:
        for chart in (lost, replace(engagement_charts.HEATMAP, color="nothing")):
            with pytest.raises(UserError, match=f"{chart.table}: .*heatmap.* run `make build`"):
                read_marks(connection, chart, chart.table, {})


def answers(**by_source: str) -> list[Answer]:
    """Answers of sources to the question whether times have clocks, and one to whether they end."""
    return [
        *(Answer(name, "clock", answer, f"{name} clock") for name, answer in by_source.items()),
        *(Answer(name, "end", "yes", "all end") for name in by_source),
    ]


PLAN_B = Chart(name="b", title="B", question="B?", table="t", mark="text", needs=("end",))
PLAN_A = replace(PLAN_B, name="a", title="A", question="A?", needs=("clock",))


def test_a_chart_is_left_out_with_its_reason_where_no_source_can_fill_it():
    assert fitting(PLAN_A, answers(s="no")) == (None, [Note("Not shown", "A", "s: s clock")])
    assert fitting(PLAN_A, answers(s="yes")) == (PLAN_A, [])
    assert fitting(PLAN_A, answers(s="partly")) == (PLAN_A, [Note("In part", "A", "s: s clock")])


def test_one_source_that_can_is_enough_and_the_others_are_named():
    chart, notes = fitting(PLAN_A, answers(s="yes", t="no"))
    assert chart == replace(PLAN_A, sources=("s",))
    assert notes == [Note("Not of every source", "A", "t: t clock")]


def test_another_chart_takes_the_place_of_one_that_cannot_be_filled():
    either = replace(PLAN_A, instead=PLAN_B)
    assert fitting(either, answers(s="no")) == (PLAN_B, [Note("Replaced", "A", "s: s clock")])
    assert fitting(either, answers(s="yes")) == (either, [])
    neither = replace(PLAN_A, instead=replace(PLAN_B, needs=("clock",)))
    assert fitting(neither, answers(s="no")) == (None, [Note("Not shown", "A", "s: s clock")])


def test_charts_that_lack_the_same_share_a_line():
    told = (("Not shown", "A", "why"), ("In part", "C", "x"), ("Not shown", "B", "why"))
    notes = [Note(*words) for words in told]
    assert in_words(notes) == ("Not shown: A, B (why).", "In part: C (x).")


def test_a_band_closes_up_and_an_empty_one_disappears(sample_build):
    impossible = replace(overview_charts.ACTION_NUMBER, name="x", title="X", needs=("clock",))
    other = replace(impossible, name="y", title="Y")
    bands = (Band(1, ((impossible, 1), (overview_charts.ACTION_NUMBER, 2))), Band(3, ((other, 1),)))
    board = Dashboard("D", "D?", bands)
    relations = {"tableau_actions": "exports.tableau_actions"}
    with open_warehouse(sample_build.warehouse) as connection:
        found = offer(connection, board, answers(s="no"), relations, {})
    assert found.dashboard.bands == (Band(1, ((overview_charts.ACTION_NUMBER, 2),)),)
    assert found.notes == ("Not shown: X, Y (s: s clock).",)


def refusal_of(place, chart: Chart) -> str:
    """What is said of a chart that is declared wrongly."""
    board = Dashboard("D", "D?", (Band(1, ((chart, 1),)),))
    relations = {"tableau_actions": "exports.tableau_actions"}
    with open_warehouse(place.warehouse) as connection:
        answered = read_answers(connection)
        with pytest.raises(UserError) as error:
            offer(connection, board, answered, relations, {})
    return str(error.value)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"mark": "blob"}, "no mark blob; there are bar, box, circle"),
        ({"color": "colour"}, "no column colour; there are acted_at, acted_on"),
        ({"value": Axis("completion_rate", "")}, "no column completion_rate; there are"),
        ({"value": Axis("action_count", "", aggregate="avg")}, "no aggregate avg; there are max"),
        ({"table": "exports.tableau_x"}, "no table tableau_x; there are tableau_actions"),
        ({"needs": ("hours",)}, "no question hours; there are actions by category"),
        ({"filters": ("user_type",)}, "no filter user_type; there are course_id, group_set"),
        (
            {"value": Axis("action_type", "", aggregate="max")},
            "action_type is VARCHAR, of which there is no max",
        ),
        (
            {"value": Axis("acted_on", "", aggregate="sum")},
            "acted_on is DATE, of which there is no sum",
        ),
        ({"only": ("user_type",)}, "user_type in only is VARCHAR, where a BOOLEAN is needed"),
        ({"only": ("learners",)}, "learners in only is a measure, where a BOOLEAN is needed"),
        (
            {"mark": "line", "value": None, "y": LEARNERS, "x": Axis("user_type", "")},
            "user_type is VARCHAR; set is_discrete, or give its axis an aggregate",
        ),
        (
            {"mark": "bar", "value": None},
            "a bar has x continuous, y counted; or x discrete, y counted; or x counted, y "
            "discrete; found x discrete, y discrete",
        ),
        ({"mark": "text"}, "a text has value counted; found x discrete, y discrete, value counted"),
        ({"mark": "pie", "x": None, "y": None}, "a pie needs a color to tell its slices apart"),
        ({"is_ranked": True, "y": Axis("acted_on", "")}, "a square has x discrete, y discrete"),
        (
            {"mark": "bar", "value": None, "y": LEARNERS, "is_ranked": True},
            "only bars with y discrete can be ranked",
        ),
        (
            {"mark": "list", "value": None, "x": LEARNERS, "headers": ("user_key",)},
            "a list needs three headers: the course, the rank and the learner",
        ),
        (
            {"mark": "interval", "value": None, "y": LEARNERS},
            "the mark interval and IntervalChart need each other",
        ),
    ],
)
def test_a_wrong_declaration_of_a_chart_is_one_sentence(sample_build, change, sentence):
    said = refusal_of(sample_build, replace(engagement_charts.HEATMAP, **change))
    assert said.startswith(f"scripts/charts, heatmap (Weekday by hour): {sentence}")
    assert "\n" not in said


def test_a_comma_in_a_title_is_refused(sample_build):
    wrong = replace(engagement_charts.HEATMAP, title="Weekday, by hour")
    assert "a title has no comma" in refusal_of(sample_build, wrong)


@pytest.mark.parametrize("chart", [completion_charts.COMPLETED, engagement_charts.TIME_ON_TASK])
def test_slices_and_boxes_can_have_colours_without_a_meaning(sample_build, chart):
    chart = replace(chart, color="user_type")
    with open_warehouse(sample_build.warehouse) as connection:
        rows = read_marks(connection, chart, f"exports.{chart.extract}", {})
    drawn = LAYERS[chart.mark](chart, rows).to_dict()
    assert sorted({row["user_type"] for row in rows}) == ["audit", "verified"]
    assert "#0072B2" in str(drawn) and "#E69F00" in str(drawn)


def test_two_sheets_of_one_name_are_refused():
    check_names(["Overview", "Actions", "Sessions"])
    said = "^scripts/charts: 2 charts or dashboards are called Overview; rename one$"
    with pytest.raises(UserError, match=said):
        check_names(["Overview", "Actions", "Overview"])


def test_a_source_without_the_outcome_fills_a_chart_by_outcome_in_part():
    chart = replace(engagement_charts.HEATMAP, needs=(), in_part_without=("clock",))
    found, notes = fitting(chart, answers(s="no", t="yes"))
    assert found == chart
    assert in_words(notes) == ("In part: Weekday by hour (s: s clock).",)


def test_a_chart_without_a_mark_is_not_filled(sample_build):
    relations = {"tableau_enrollments": "(from exports.tableau_enrollments limit 0)"}
    with open_warehouse(sample_build.warehouse) as connection:
        assert not filled(connection, learner_charts.OUTCOMES, relations, {})


def test_every_chart_of_the_sample_is_drawn_and_what_it_cannot_fill_is_removed(
    sample_build, tmp_path
):
    stale = tmp_path / "dropout_by_course.png"
    stale.write_bytes(b"of another build")
    drawn = draw_plots(sample_build.warehouse, tmp_path)
    names = {chart.name for board in DASHBOARDS for band in board.bands for chart, _ in band.charts}
    assert {path.stem for path in drawn} == names
    assert {path.stem for path in tmp_path.glob("*.png")} == names
    assert not stale.exists()
    sizes = {path.stem: path.stat().st_size for path in drawn}
    assert min(sizes.values()) > 10_000


def test_a_picture_says_whose_data_it_shows(mixed_build):
    course = {"source_name": "files", "course_id": "sql"}
    with open_warehouse(mixed_build.warehouse) as connection:
        of_files = replace(engagement_charts.HEATMAP, sources=("files",))
        assert whose(connection, completion_charts.SURVIVAL, course) == "Source files, course sql"
        assert whose(connection, of_files, {}) == "Source files"
        both = "Simulated data: source sample · Source files"
        assert whose(connection, engagement_charts.HEATMAP, {}) == both


def test_data_are_simulated_in_whole_in_part_or_not():
    words = [simulation(sources) for sources in (["sample"], ["files", "sample"], ["files"])]
    assert words == ["simulated data", "partly simulated data", ""]


def test_what_is_not_given_stands_last_among_colours_too():
    rows = [{"is_reliable": value} for value in (None, False, True)]
    assert order(rows, "is_reliable") == ["Enough learners", "Few learners", "not given"]


def test_numbers_are_written_as_their_axis_says():
    assert written(Axis("completion_rate", "", is_share=True), 0.3168) == "31.7 %"
    assert written(Axis("action_count", "", aggregate="sum"), 4464) == "4,464"
    assert written(Axis("actions_per_learner", ""), 44.7035) == "44.7"


def test_measures_and_columns_do_not_share_a_name():
    assert not MEASURES.keys() & WORDS.keys()
    assert isinstance(DROPOFF, IntervalChart) and DROPOFF.extract == "tableau_dropoff"
