"""The drop-off chart says what its data say."""

import struct
import zlib
from collections import Counter
from pathlib import Path
from re import findall

import altair as alt
import duckdb
import pytest
from scipy.stats import binomtest

from scripts.charts.chart import highlights, label_of, read_rows
from scripts.charts.dropoff import DROPOFF, caption, finding
from scripts.errors import UserError
from scripts.plots import (
    COLOURS,
    balanced,
    draw,
    draw_plots,
    fitting_charts,
    label_heights,
    labels,
    marks,
    picture,
    save,
    top_of_axis,
)
from scripts.warehouse import open_warehouse

COLUMNS = """source_name text, course_id text, activity_id text, activity_name text,
    "position" bigint, reached_count bigint, exit_count bigint, hazard_rate double,
    hazard_low double, hazard_high double, is_reliable boolean, touched_count bigint,
    is_position_derived boolean, typical_hazard_rate double, is_above_typical boolean"""


def dropoff_row(position, reached, exits, name=None, course="sql", typical=0.01):
    """A row of activity_dropoff, with its 95 % Wilson interval, above typical where that is."""
    low, high = map(float, binomtest(exits, reached).proportion_ci(0.95, "wilson"))
    return {
        "source_name": "sample",
        "course_id": course,
        "activity_id": f"a{position}",
        "activity_name": name,
        "position": position,
        "reached_count": reached,
        "exit_count": exits,
        "hazard_rate": exits / reached,
        "hazard_low": low,
        "hazard_high": high,
        "is_reliable": reached >= 30,
        "touched_count": reached,
        "is_position_derived": True,
        "typical_hazard_rate": typical,
        "is_above_typical": reached >= 30 and low > typical,
    }


ROWS = [dropoff_row(1, 1000, 5), dropoff_row(2, 900, 54, "Quiz 1"), dropoff_row(3, 800, 20)]
ROWS += [dropoff_row(4, 40, 3, "Essay"), dropoff_row(5, 6, 4, "Survey")]


@pytest.fixture
def warehouse(tmp_path):
    """A warehouse whose table marts.activity_dropoff is empty."""
    path = tmp_path / "mooc.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute(
            f"""create schema marts; create table marts.activity_dropoff ({COLUMNS});
            create schema exports; create table exports.tableau_enrollments as
            select * from (values ('sample', 'sql', 'label'), ('sample', 'sql', null),
            ('sample', 'sql', 'progress'), ('sample', 'sql', 'inactivity'))
            as enrollments (source_name, course_id, outcome_basis)"""
        )
    return path


def insert(warehouse, rows):
    """Add rows to marts.activity_dropoff."""
    with duckdb.connect(warehouse) as connection:
        holes = ", ".join("?" for _ in rows[0])
        values = [list(row.values()) for row in rows]
        connection.executemany(f"insert into marts.activity_dropoff values ({holes})", values)


def png_pixels(path):
    """Width, height and the set of distinct filtered bytes of a PNG, few for a blank one."""
    content = path.read_bytes()
    width, height = struct.unpack(">II", content[16:24])
    packed, at = b"", 8
    while at < len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        packed += content[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    return width, height, set(zlib.decompress(packed))


def test_the_title_names_the_activity_with_the_highest_lower_end_and_its_interval():
    assert finding([*ROWS[:3], ROWS[4]]) == (
        "Learners leave most often at Quiz 1: of those who reach it, 6.0 % "
        "(95 % interval 4.6–7.7 %) go no further"
    )


def test_the_title_names_every_activity_whose_interval_overlaps_that_of_the_first():
    assert ROWS[3]["hazard_rate"] > ROWS[1]["hazard_rate"]
    assert finding(ROWS) == (
        "Learners leave most often at 2 activities, whose intervals overlap: "
        "Quiz 1, 6.0 % (95 % interval 4.6–7.7 %); Essay, 7.5 % (95 % interval 2.6–19.9 %)"
    )


def test_the_figures_of_act_mooc_give_its_published_interval():
    said = finding([dropoff_row(10, 6408, 346)])
    assert "position 10: of those who reach it, 5.4 % (95 % interval 4.9–6.0 %)" in said


def test_without_a_reliable_exit_no_activity_is_accused():
    usual = dropoff_row(1, 500, 50, typical=0.1)
    for rows in ([dropoff_row(1, 500, 0)], [dropoff_row(1, 6, 6)], [usual]):
        assert finding(rows).startswith("No activity stands out")


def test_unreliable_activities_are_never_highlighted():
    assert [row["activity_id"] for row in highlights(DROPOFF, ROWS)] == ["a2", "a4", "a3"]


def test_an_activity_without_a_name_is_called_by_its_position():
    assert label_of(DROPOFF, dropoff_row(1, 9, 1)) == "position 1"
    assert label_of(DROPOFF, dropoff_row(1, 9, 1, name="a1")) == "position 1"
    assert label_of(DROPOFF, dropoff_row(1, 9, 1, name="Essay")) == "Essay"


def test_the_caption_explains_every_colour_it_uses_and_no_other():
    text = " ".join(caption(ROWS))
    assert "source sample, course sql: 1,000 learners" in text
    assert "Wilson" in text and "Orange: the 3" in text and "Pale grey" in text
    assert "typical 1.0 %" in text and "order is derived from when learners first touch" in text
    assert "Pale grey" not in " ".join(caption(ROWS[:4]))
    assert "Orange" not in " ".join(caption(ROWS[4:]))


def test_simulated_data_is_stamped_so_and_real_data_is_not():
    simulated = [row | {"source_name": "sample"} for row in ROWS]
    real = [row | {"source_name": "act_mooc"} for row in ROWS]
    assert caption(simulated)[0].startswith("Simulated data: source sample, course")
    assert caption(real)[0].startswith("Source act_mooc, course")


def test_an_unreliable_activity_does_not_stretch_the_axis():
    top = top_of_axis(DROPOFF, ROWS)
    assert top == top_of_axis(DROPOFF, ROWS[:4])
    drawn = marks(DROPOFF, ROWS, top)
    assert [mark["is_above"] for mark in drawn] == [False] * 4 + [True]
    assert max(mark["high"] for mark in drawn) <= top
    kinds = [mark["kind"] for mark in drawn]
    assert kinds == ["plain", "highlight", "highlight", "highlight", "pale"]


def test_labels_hide_neither_bars_nor_each_other():
    bars, spans = [(10, 10, 50), (60, 60, 90)], [(60, 140), (10, 90), (300, 400)]
    assert label_heights(bars, spans) == [90, 108, 0]


def test_labels_run_away_from_the_edges_and_the_outer_ones_are_higher():
    rows = [dropoff_row(n, 500, 1) for n in range(1, 51)]
    for position, exits in ((3, 80), (48, 90), (50, 85)):
        rows[position - 1] = dropoff_row(position, 500, exits, f"Quiz {position}")
    placed = {row["text"]: row for row in labels(DROPOFF, rows, 0.3)}
    sides = {text: row["align"] for text, row in placed.items()}
    assert sides == {"Quiz 3": "left", "Quiz 48": "right", "Quiz 50": "right"}
    assert placed["Quiz 50"]["high"] > placed["Quiz 48"]["high"] + 0.01
    for text in ("Quiz 3", "Quiz 48"):
        assert placed[text]["high"] == pytest.approx(placed[text]["low"])


def test_a_long_title_is_broken_evenly_and_never_before_a_percent_sign():
    lines = balanced("Learners leave most often here: 5 % of them, 5 % in all and 5 % more", 40)
    assert len(lines) == 2
    assert abs(len(lines[0]) - len(lines[1])) < 8
    assert not any(line.startswith("%") for line in lines)


def test_every_picture_of_the_sample_is_valid_vega_lite(sample_build):
    with open_warehouse(sample_build.warehouse) as connection:
        drawn = [draw(connection, chart) for chart in fitting_charts(connection)]
    specifications = [chart.to_dict() for charts in drawn for chart in charts.values()]
    assert len(specifications) > 20


def test_each_chart_becomes_a_picture_that_is_not_blank(warehouse, tmp_path):
    insert(warehouse, ROWS)
    plots = tmp_path / "plots"
    path, of_course = draw_plots(warehouse, plots, [DROPOFF])
    assert path == plots / "activity_dropoff.png"
    assert of_course == plots / "sql" / "activity_dropoff.png"
    width, height, values = png_pixels(path)
    assert (width, height) == (2000, 1120)
    assert len(values) > 100
    assert {path.name for path in plots.iterdir()} == {"activity_dropoff.png", "sql"}
    assert path.read_bytes() == of_course.read_bytes()


def test_every_course_has_a_picture_that_says_on_what_its_outcomes_rest(warehouse):
    others = [dropoff_row(1, 9, 1, course=course) for course in ("art/1", "art:1")]
    insert(warehouse, [*ROWS, *others])
    with duckdb.connect(warehouse, read_only=True) as connection:
        drawn = draw(connection, DROPOFF)
    first, sql, *art = (str(file.parent) for file in drawn)
    assert (first, sql) == (".", "sql")
    assert len(set(art)) == 2 and all(name.startswith("art_1_") for name in art)
    said = drawn[Path("sql/activity_dropoff.png")].to_dict()["title"]["subtitle"]
    assert said[-3].startswith("Of 4 enrollments 25 % have a labelled outcome and 50 % one infer")
    assert said[-2] == "One of 3 courses; each has its picture in a folder of plots/."


def test_every_activity_is_a_point_in_the_colour_of_its_kind(tmp_path):
    picture(DROPOFF, ROWS).save(tmp_path / "chart.svg")
    svg = (tmp_path / "chart.svg").read_text("utf-8")
    points = findall(r'aria-roledescription="point"[^>]*fill="(#\w+)"', svg)
    assert Counter(points) == {COLOURS["highlight"]: 3, COLOURS["plain"]: 1, COLOURS["pale"]: 1}
    assert all(name in svg for name in ("Quiz 1", "Essay", "position 3"))


def test_the_course_with_the_most_learners_is_shown_in_course_order(warehouse):
    zoo = [dropoff_row(position, 3000, 1, course="zoo") for position in (2, 1)]
    insert(warehouse, [dropoff_row(1, 2000, 1, course="art"), *reversed(ROWS), *zoo])
    with duckdb.connect(warehouse, read_only=True) as connection:
        rows = read_rows(connection, DROPOFF)[0]
    assert [(row["course_id"], row["position"]) for row in rows] == [("zoo", 1), ("zoo", 2)]


def test_an_empty_table_draws_nothing_and_removes_the_picture_it_had(warehouse, tmp_path):
    stale = [tmp_path / "plots" / part / "activity_dropoff.png" for part in ("", "sql")]
    for file in stale:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"of another build")
    assert draw_plots(warehouse, tmp_path / "plots", [DROPOFF]) == []
    assert list((tmp_path / "plots").iterdir()) == []


def test_a_missing_table_or_warehouse_says_what_to_run(warehouse, tmp_path):
    with pytest.raises(UserError, match="no.duckdb: no such warehouse; run `make build` first"):
        draw_plots(tmp_path / "no.duckdb", tmp_path)
    with duckdb.connect(warehouse) as connection:
        connection.execute("drop table marts.activity_dropoff")
    with pytest.raises(UserError, match="marts.activity_dropoff: no such table; run `make build`"):
        draw_plots(warehouse, tmp_path, [DROPOFF])


def test_a_picture_is_drawn_of_texts_that_xml_forbids(tmp_path):
    data = alt.Data(values=[{"course": "Part 1\x0bIntroduction\x00"}])
    save(alt.Chart(data, title="\x0b").mark_bar().encode(x="course:N"), tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")
