"""The charts as pictures."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import wrap

import altair as alt
import duckdb
import vl_convert

from scripts.charts import CHARTS
from scripts.charts.available import offer, read_answers
from scripts.charts.chart import (
    COURSE_KEY,
    Axis,
    Chart,
    IntervalChart,
    Row,
    highlights,
    label_of,
    read_rows,
)
from scripts.charts.colours import GRID, INK, LEAVING, PALE, PLAIN, SOFT_INK
from scripts.charts.course_names import course_column, folder_of, largest_course, named, with_label
from scripts.charts.dashboards import DASHBOARDS
from scripts.charts.marks import read_marks, shown_at_first
from scripts.charts.outcomes import outcomes_rest_on
from scripts.charts.stamps import stamp
from scripts.files import remove, written_whole
from scripts.renderers import LAYERS, LIST_ROWS, Drawn, height_of
from scripts.texts import printable
from scripts.warehouse import open_warehouse

VEGA_LITE = "_".join(alt.VEGALITE_VERSION.split(".")[:2])
WIDTH, HEIGHT, SCALE = 1000, 560, 2  # pixels shown; SCALE pixels in the file for each of them
COLOURS = {"pale": PALE, "plain": PLAIN, "highlight": LEAVING}  # drawn in this order
LINE, LETTER = 18.0, 8.0  # height of a label and width of one of its letters, in pixels
FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"

Box = tuple[float, float, float]


def top_of_axis(chart: IntervalChart, rows: Sequence[Row]) -> float:
    """Upper end of y, in its unit: room for what is reliable and for labels."""
    reliable = [row[chart.y.column] for row in rows if row[chart.reliable]]
    best = [row[chart.high] for row in highlights(chart, rows)]
    if not reliable:
        return max(row[chart.high] for row in rows)
    return 1.25 * max(reliable + best) or 0.01


def label_heights(bars: Sequence[Box], spans: Sequence[tuple[float, float]]) -> list[float]:
    """The lowest height of each label, in pixels, at which it hides no bar and no earlier label.

    `bars` are (left, right, height) and `spans` the (left, right) of each label, in pixels.
    """
    taken, heights = list(bars), []
    for left, right in spans:
        height = max(
            (top for start, end, top in taken if start <= right and end >= left), default=0
        )
        taken.append((left, right, height + LINE))
        heights.append(height)
    return heights


def shortened(text: str, width: int) -> str:
    """The text, cut with an ellipsis where it is longer than `width` letters."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def labels(chart: IntervalChart, rows: Sequence[Row], top: float) -> list[Row]:
    """One row per highlighted mark: x, text, align ("left" or "right" of the text at x), low, high.

    A line from low to high joins the mark to its text, which stands on high. A text runs to the
    right, at the right edge to the left; of two that meet, the outer one is higher, clear of lines.
    """
    first, last = rows[0][chart.x.column], rows[-1][chart.x.column]
    wide, tall = (WIDTH - 120) / (last - first + 1.4), (HEIGHT - 190) / top  # pixels per unit
    best = highlights(chart, rows)
    highest = max((row[chart.high] for row in best), default=0)
    bars = [
        (wide * row[chart.x.column], wide * row[chart.x.column], tall * row[chart.high])
        for row in rows
        if row[chart.reliable] and row[chart.high] <= highest
    ]
    to_right: list[tuple[Row, tuple[float, float]]] = []
    to_left: list[tuple[Row, tuple[float, float]]] = []
    for row in sorted(best, key=lambda row: row[chart.x.column]):
        text = shortened(label_of(chart, row), 34)
        start, length = wide * row[chart.x.column], LETTER * len(text)
        label = {"x": row[chart.x.column], "text": text, "low": row[chart.high]}
        if start + length < wide * (last + 0.7):
            to_right.insert(0, (label | {"align": "left"}, (start, start + length)))
        else:
            to_left.append((label | {"align": "right"}, (start - length, start)))
    placed = to_right + to_left
    heights = label_heights(bars, [span for _, span in placed])
    return [
        label | {"high": height / tall} for (label, _), height in zip(placed, heights, strict=True)
    ]


def marks(chart: IntervalChart, rows: Sequence[Row], top: float) -> list[Row]:
    """One row per mark: x, y, low and high, none above `top`; is_above where y would be; kind."""
    best = {row[chart.key] for row in highlights(chart, rows)}
    kinds = {True: "plain", False: "pale"}
    return [
        {
            "x": row[chart.x.column],
            "y": min(row[chart.y.column], top),
            "low": min(row[chart.low], top),
            "high": min(row[chart.high], top),
            "is_above": row[chart.y.column] > top,
            "kind": "highlight" if row[chart.key] in best else kinds[row[chart.reliable]],
        }
        for row in rows
    ]


def axis(declared: Axis) -> alt.Axis:
    """Ticks and title of a declared axis; shares are written as "5 %"."""
    if declared.is_share:
        percent = "datum.value > 1 ? '' : format(datum.value * 100, '~g') + ' %'"
        return alt.Axis(title=declared.title, labelExpr=percent, tickCount=6)
    return alt.Axis(title=declared.title, tickMinStep=1, format="d", grid=False)


def interval_layers(chart: IntervalChart, rows: Sequence[Row]) -> alt.LayerChart:
    """Points with their intervals, the highlighted ones on top and named."""
    top = top_of_axis(chart, rows)
    data, names = marks(chart, rows, top), labels(chart, rows, top)
    ends = [data[0]["x"] - 0.7, data[-1]["x"] + 0.7]
    x = alt.X("x:Q", axis=axis(chart.x), scale=alt.Scale(domain=ends, nice=False, zero=False))
    y = alt.Y("y:Q", axis=axis(chart.y), scale=alt.Scale(domain=[0, top], nice=False))
    low, high = alt.Y("low:Q"), alt.Y("high:Q")
    shape = alt.condition("datum.is_above", alt.value("triangle-up"), alt.value("circle"))
    layers = []
    for kind, colour in COLOURS.items():
        strong = kind == "highlight"
        shown = [row for row in data if row["kind"] == kind]
        base = alt.Chart(alt.Data(values=shown)).encode(x=x)
        bar = base.mark_rule(
            color=colour, size=2.5 if strong else 1.5, opacity=1 if strong else 0.6
        )
        point = base.mark_point(color=colour, size=95 if strong else 42, filled=True, opacity=1)
        layers += [bar.encode(y=low, y2="high:Q"), point.encode(y=y, shape=shape)]
    for is_left in (True, False):
        shown = [name for name in names if name["align"] == ("left" if is_left else "right")]
        base = alt.Chart(alt.Data(values=shown)).encode(x=x)
        line = base.mark_rule(color=COLOURS["highlight"], size=1, strokeDash=[2, 2], opacity=0.8)
        text = base.mark_text(
            color=COLOURS["highlight"],
            baseline="bottom",
            align="left" if is_left else "right",
            dx=-2 if is_left else 2,
            dy=-3,
            fontSize=14,
            fontWeight="bold",
        )
        layers += [line.encode(y=low, y2="high:Q"), text.encode(y=high, text="text:N")]
    return alt.LayerChart(layer=layers)


def balanced(text: str, width: int) -> list[str]:
    """The text in as few lines of at most `width` letters as it needs, of about equal length."""
    whole = text.replace(" %", "\u00a0%")
    count = len(wrap(whole, width))
    widths = range(len(whole) // count, width + 1)
    return next(lines for lines in (wrap(whole, size) for size in widths) if len(lines) == count)


def framed(drawn: Drawn, title: str, caption: Sequence[str], height: int = HEIGHT) -> Drawn:
    """Layers under a title and a caption, WIDTH pixels wide."""
    heading = alt.TitleParams(
        balanced(title, 106),
        subtitle=[line for text in caption for line in wrap(text, 150)],
        anchor="start", frame="bounds", offset=18,
    )  # fmt: skip
    return (
        drawn.properties(width=WIDTH, height=height, title=heading, background="white", padding=18)
        .properties(autosize=alt.AutoSizeParams(type="fit", contains="padding"))
        .configure(font=FONT)
        .configure_title(
            fontSize=17, color=INK, subtitleFontSize=13, subtitleColor=SOFT_INK, subtitlePadding=8,
            lineHeight=24, subtitleLineHeight=18,
        )
        .configure_axis(
            labelFontSize=13, titleFontSize=13, titleFontWeight="normal", labelColor=SOFT_INK,
            titleColor=SOFT_INK, titlePadding=12, gridColor=GRID, domainColor=SOFT_INK,
            tickColor=SOFT_INK,
        )
        .configure_view(stroke=None)
    )  # fmt: skip


def picture(chart: IntervalChart, rows: Sequence[Row], said: Sequence[str] = ()) -> Drawn:
    """A chart of intervals under its finding and caption; `said` is what else there is to say."""
    caption = [*chart.caption(rows), *said]
    if any(row[chart.y.column] > top_of_axis(chart, rows) for row in rows):
        caption = [*caption, "Triangle: above the end of the axis."]
    return framed(interval_layers(chart, rows), chart.finding(rows), caption)


def preview(chart: Chart, rows: Sequence[Row], said: str) -> Drawn:
    """What the workbook shows: the marks under the question; `said` says whose data they are."""
    drawn, height = LAYERS[chart.mark](chart, rows), height_of(chart, rows, HEIGHT)
    is_cut = chart.mark == "list" and len(rows) > LIST_ROWS
    shown = f"{chart.shows}; the first {LIST_ROWS} of {len(rows)}" if is_cut else chart.shows
    return framed(drawn, chart.question, [f"{shown}.", said], height)


def fitting_charts(connection: duckdb.DuckDBPyConnection) -> list[Chart]:
    """The charts that the sources of a warehouse can fill."""
    answers, course = read_answers(connection), largest_course(connection)
    relations = {chart.extract: f"exports.{chart.extract}" for chart in CHARTS}
    return [
        chart
        for dashboard in DASHBOARDS
        for chart in offer(connection, dashboard, answers, relations, course).charts
    ]


def whose(connection: duckdb.DuckDBPyConnection, chart: Chart, shown: Mapping[str, str]) -> str:
    """Whose data a chart shows: of its one course, of its sources, or of all."""
    if chart.shows_one_course:
        return f"{stamp([shown['source_name']])}, course {shown['course_id']}"
    every = sorted({answer.source_name for answer in read_answers(connection)})
    return stamp(chart.sources or every)


def draw(connection: duckdb.DuckDBPyConnection, chart: Chart) -> dict[Path, Drawn]:
    """The pictures of a chart by file: of the first course, or of each in its folder as well."""
    name = Path(f"{chart.name}.png")
    if isinstance(chart, IntervalChart):
        return pictures_by_course(connection, chart, name)
    shown = shown_at_first(chart, largest_course(connection))
    chart = named(chart, course_column(connection))
    rows = read_marks(connection, chart, with_label(chart.table), shown)
    if not rows:
        return {}
    course = {column: shown[column] for column in COURSE_KEY} if chart.shows_one_course else {}
    said = f"{whose(connection, chart, shown)}. {outcomes_rest_on(connection, course)}"
    return {name: preview(chart, rows, said)}


def pictures_by_course(
    connection: duckdb.DuckDBPyConnection, chart: IntervalChart, name: Path
) -> dict[Path, Drawn]:
    """See draw: a chart that shows one course at a time, with words on what is not in its rows."""
    found = read_rows(connection, chart)
    courses = [{column: rows[0][column] for column in chart.filters} for rows in found]
    drawn = {}
    for course, rows in zip(courses, found, strict=True):
        said = [outcomes_rest_on(connection, course)]
        others = f"One of {len(found)} courses; each has its picture in a folder of plots/."
        drawn[Path(folder_of(course, courses)) / name] = picture(
            chart, rows, [*said, others] if len(found) > 1 else said
        )
    return {name: next(iter(drawn.values())), **drawn} if drawn else {}


def save(chart: Drawn, target: Path) -> None:
    """Write a picture; its texts may hold what XML, through which it is drawn, forbids.

    Whether a chart is valid depends on no data, so that tests ask it and not every build.
    """
    specification = printable(chart.to_dict(validate=False))
    target.write_bytes(vl_convert.vegalite_to_png(specification, VEGA_LITE, scale=SCALE))


def draw_plots(warehouse: Path, out_dir: Path, charts: Sequence[Chart] | None = None) -> list[Path]:
    """Draw charts to `<out_dir>/<name>.png` and return the pictures drawn.

    What shows one course at a time is drawn again for each course, into a folder of its own.
    Without `charts` those are drawn that the sources can fill. One without a row is not drawn, and
    a picture of an earlier build that is not drawn is removed. Raises UserError when the warehouse
    or a table is missing or another process has the warehouse.
    """
    with open_warehouse(warehouse) as connection:
        fitting = fitting_charts(connection) if charts is None else charts
        pictures = {
            out_dir / file: drawn
            for chart in fitting
            for file, drawn in draw(connection, chart).items()
        }
    names = {f"{chart.name}.png" for chart in CHARTS}
    for file in {*out_dir.glob("*.png"), *out_dir.glob("*/*.png")} - pictures.keys():
        if file.name in names:
            remove(file)
            if not any(file.parent.iterdir()) and file.parent != out_dir:
                file.parent.rmdir()
    for target, drawn in pictures.items():
        with written_whole(target) as unfinished:
            save(drawn, unfinished)
    return list(pictures)
