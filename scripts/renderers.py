"""Charts as Altair layers, one function for each kind of mark."""

from collections.abc import Callable, Sequence
from typing import Any

import altair as alt

from scripts.charts.chart import Axis, Chart, Row
from scripts.charts.colours import BY_COLUMN, INK, PLAIN, SCALE_ENDS, SOFT_INK, colours_for
from scripts.charts.measures import MEASURES, WHOLE, WORDS

STEP, LIST_ROWS = 44, 20  # pixels of a row of bars; rows of a list
NOT_GIVEN = "not given"

Drawn = alt.Chart | alt.LayerChart


def in_words(column: str, value: Any) -> str:
    """A value as a reader sees it: "Mon" for weekday 1."""
    labels = WORDS[column].labels if column in WORDS else None
    if value is None:
        return NOT_GIVEN
    return str((labels or {}).get(value, value))


def written(axis: Axis, number: float) -> str:
    """A number of an axis: "31.7 %", "1,234" or "58.4"."""
    if axis.is_share:
        return f"{100 * number:.1f} %"
    measure = MEASURES.get(axis.column)
    is_whole = measure is None or measure.format == WHOLE
    return f"{number:,.0f}" if is_whole else f"{number:,.1f}"


def worded(chart: Chart, rows: Sequence[Row]) -> list[Row]:
    """The rows with words for the values of what has words, and dates as texts."""
    named = {axis.column for axis in chart.axes if axis.is_discrete} | {chart.color, *chart.headers}
    return [
        {
            name: in_words(name, value)
            if name in named
            else value.isoformat()
            if hasattr(value, "isoformat")
            else value
            for name, value in row.items()
        }
        for row in rows
    ]


def order(rows: Sequence[Row], column: str) -> list[str]:
    """The words of a column in the order of its colours, else of its values."""
    values, meanings = {row[column] for row in rows}, list(BY_COLUMN.get(column, ()))
    ordered = sorted(
        values,
        key=lambda value: (value is None, meanings.index(value) if value in meanings else value),
    )
    return list(dict.fromkeys(in_words(column, value) for value in ordered))


def color_of(chart: Chart, rows: Sequence[Row], has_legend: bool = True) -> Any:
    """The colours of the marks: by meaning, else by group, else plain."""
    if not chart.color:
        return alt.value(PLAIN)
    meanings = BY_COLUMN.get(chart.color)
    values = [value for value in meanings or {} if any(row[chart.color] == value for row in rows)]
    words = [in_words(chart.color, value) for value in values] or order(rows, chart.color)
    if len(words) == 1 and not meanings:
        return alt.value(PLAIN)
    colors = [meanings[value] for value in values] if meanings else colours_for(words).values()
    legend = alt.Legend(
        title=None, orient="top", labelFontSize=13, symbolSize=140, symbolOpacity=1, labelLimit=400
    )
    return alt.Color(
        f"{chart.color}:N",
        scale=alt.Scale(domain=words, range=list(colors)),
        legend=legend if has_legend else None,
    )


def named_axis(axis: Axis, sort: Sequence[str], **options: Any) -> dict[str, Any]:
    """Options of an encoding whose values stand one by one."""
    return {
        "sort": list(sort),
        "axis": alt.Axis(title=axis.title, labelLimit=420, labelAngle=0, grid=False, **options),
    }


def number_axis(axis: Axis, **options: Any) -> dict[str, Any]:
    """Options of an encoding of a number."""
    if axis.is_share:
        options["labelExpr"] = "format(datum.value * 100, '~g') + ' %'"
    shown = alt.Axis(title=axis.title, format=",~f", tickCount=6, **options)
    return {"axis": shown, "scale": alt.Scale(zero=True, nice=True)}


def along(axis: Axis, rows: Sequence[Row], padding: int = 0) -> alt.X:
    """The axis along which the values of a column lie, with room at its ends in pixels."""
    scale = alt.Scale(nice=False, padding=padding)
    if hasattr(rows[0][axis.column], "isoformat"):
        dates = alt.Axis(title=None, format="%-d %b %Y", grid=False, labelOverlap=True)
        return alt.X(f"{axis.column}:T", axis=dates, scale=scale)
    numbers = alt.Axis(title=axis.title, format="d", tickMinStep=1, grid=False)
    return alt.X(f"{axis.column}:Q", axis=numbers, scale=scale)


def line(chart: Chart, rows: Sequence[Row]) -> alt.Chart:
    """A line for each colour."""
    base = alt.Chart(alt.Data(values=worded(chart, rows)))
    marks = base.mark_line(
        strokeWidth=2.5, interpolate="step-after" if chart.y.is_share else "linear"
    )
    return marks.encode(
        x=along(chart.x, rows),
        y=alt.Y(f"{chart.y.column}:Q", **number_axis(chart.y)),
        color=color_of(chart, rows),
    )


def bar(chart: Chart, rows: Sequence[Row]) -> alt.LayerChart:
    """Bars: along x for named values of y, else upright."""
    color = color_of(chart, rows, has_legend=False)
    lying = chart.y.is_discrete
    number, name = (chart.x, chart.y) if lying else (chart.y, chart.x)
    if chart.is_ranked:
        best = sorted(rows, key=lambda row: -row[number.column])
        sort = list(dict.fromkeys(in_words(name.column, row[name.column]) for row in best))
    else:
        sort = order(rows, name.column)
    data = [row | {"text": written(number, row[number.column])} for row in worded(chart, rows)]
    base = alt.Chart(alt.Data(values=data))
    if lying:
        x = alt.X(f"{number.column}:Q", **number_axis(number))
        y = alt.Y(f"{name.column}:N", **named_axis(name, sort))
        texts = base.mark_text(color=INK, fontSize=13, align="left", dx=6)
    else:
        y = alt.Y(f"{number.column}:Q", **number_axis(number))
        x = (
            alt.X(f"{name.column}:N", **named_axis(name, sort))
            if name.is_discrete
            else along(name, rows, padding=16)
        )
        texts = base.mark_text(color=INK, fontSize=13, align="center", dy=-9)
    slim = max(2, 0.75 * 880 / max(1, len(rows)))
    bars = base.mark_bar() if name.is_discrete else base.mark_bar(size=slim)
    drawn = [bars.encode(x=x, y=y, color=color)]
    if chart.is_labelled:
        drawn.append(texts.encode(x=x, y=y, text="text:N"))
    return alt.LayerChart(layer=drawn)


def square(chart: Chart, rows: Sequence[Row]) -> alt.Chart:
    """A grid of cells, the darker the more."""
    base = alt.Chart(alt.Data(values=worded(chart, rows)))
    scale = alt.Scale(range=list(SCALE_ENDS), zero=True)
    legend = alt.Legend(title=chart.value.title, format=",d", gradientLength=220)
    return base.mark_rect(stroke="white", strokeWidth=2).encode(
        x=alt.X(f"{chart.x.column}:N", **named_axis(chart.x, order(rows, chart.x.column))),
        y=alt.Y(f"{chart.y.column}:N", **named_axis(chart.y, order(rows, chart.y.column))),
        color=alt.Color(f"{chart.value.column}:Q", scale=scale, legend=legend),
    )


def pie(chart: Chart, rows: Sequence[Row]) -> alt.LayerChart:
    """Slices, each with its name, number and share."""
    numbers = {in_words(chart.color, row[chart.color]): row[chart.value.column] for row in rows}
    total = sum(numbers.values())
    data = [
        {
            chart.color: name,
            "number": numbers[name],
            "place": place,
            "text": [name, f"{numbers[name]:,} ({100 * numbers[name] / total:.0f} %)"],
        }
        for place, name in enumerate(order(rows, chart.color))
    ]
    base = alt.Chart(alt.Data(values=data)).encode(
        theta=alt.Theta("number:Q", stack=True), order=alt.Order("place:Q")
    )
    arcs = base.mark_arc(outerRadius=150, stroke="white", strokeWidth=2)
    texts = base.mark_text(radius=208, fontSize=14, color=INK, lineBreak="\n")
    coloured = arcs.encode(color=color_of(chart, rows, has_legend=False))
    return alt.LayerChart(layer=[coloured, texts.encode(text="text:N")])


def circle(chart: Chart, rows: Sequence[Row]) -> alt.Chart:
    """A circle for each mark."""
    base = alt.Chart(alt.Data(values=worded(chart, rows)))
    few = len(rows) < 1000
    marks = base.mark_circle(size=60 if few else 22, opacity=0.6 if few else 0.35)
    return marks.encode(
        x=alt.X(f"{chart.x.column}:Q", **number_axis(chart.x, grid=False)),
        y=alt.Y(f"{chart.y.column}:Q", **number_axis(chart.y)),
        color=color_of(chart, rows),
    )


def box(chart: Chart, rows: Sequence[Row]) -> alt.Chart:
    """A box plot for each named value of x."""
    base = alt.Chart(alt.Data(values=worded(chart, rows)))
    boxes = base.mark_boxplot(
        extent=1.5,
        size=90,
        median={"color": "white", "strokeWidth": 3},
        outliers={"size": 14, "opacity": 0.35},
    )
    return boxes.encode(
        x=alt.X(f"{chart.x.column}:N", **named_axis(chart.x, order(rows, chart.x.column))),
        y=alt.Y(f"{chart.y.column}:Q", **number_axis(chart.y)),
        color=color_of(chart, rows, has_legend=False),
    )


def list_rows(chart: Chart, rows: Sequence[Row]) -> alt.LayerChart:
    """The first LIST_ROWS rows of a list: who, why, and a bar."""
    course, rank, learner = chart.headers
    ranked = sorted(rows, key=lambda row: (row[rank], row[course]))
    data = [
        {
            "place": place,
            "who": f"{row[rank]}.  {row[course]}  ·  {row[learner][:10]}…",
            "why": row[chart.y.column],
            "number": row[chart.x.column],
        }
        for place, row in enumerate(ranked[:LIST_ROWS])
    ]
    base = alt.Chart(alt.Data(values=data)).encode(
        y=alt.Y("who:N", sort=None, axis=alt.Axis(title=None, labelLimit=420, ticks=False))
    )
    x = alt.X("number:Q", **number_axis(chart.x))
    bars = base.mark_bar(color=PLAIN).encode(x=x)
    text = base.mark_text(align="left", dx=6, color=SOFT_INK, fontSize=12)
    return alt.LayerChart(layer=[bars, text.encode(x=x, text="why:N")])


def text(chart: Chart, rows: Sequence[Row]) -> alt.Chart:
    """A number alone."""
    number = written(chart.value, rows[0][chart.value.column])
    base = alt.Chart(alt.Data(values=[{"text": number}]))
    return base.mark_text(fontSize=64, fontWeight="bold", color=INK).encode(text="text:N")


LAYERS: dict[str, Callable[[Chart, Sequence[Row]], Drawn]] = {
    "bar": bar,
    "box": box,
    "circle": circle,
    "line": line,
    "list": list_rows,
    "pie": pie,
    "square": square,
    "text": text,
}


def height_of(chart: Chart, rows: Sequence[Row], usual: int) -> int:
    """Height of a picture in pixels: that of its bars, where these lie, else the usual one."""
    if chart.mark == "text":
        return usual // 3
    if chart.mark == "bar" and chart.y.is_discrete:
        return max(usual // 2, STEP * len(order(rows, chart.y.column)) + 170)
    return usual
