"""Whether charts are declared with what there is."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import duckdb

from scripts.charts.chart import AGGREGATES, COURSE_KEY, MARKS, Axis, Chart, IntervalChart
from scripts.charts.marks import is_counted
from scripts.charts.measures import GROUP_SET, MEASURES
from scripts.errors import UserError

FLAG, TEXT = "BOOLEAN", "VARCHAR"
NUMBERS = ("SMALLINT", "INTEGER", "BIGINT", "DOUBLE")
NO, COUNTED, DISCRETE, CONTINUOUS = "nothing", "counted", "discrete", "continuous"
# Mark -> what x, y and value may be.
FORMS = {
    "text": [(NO, NO, COUNTED)],
    "line": [(CONTINUOUS, COUNTED, NO)],
    "bar": [(CONTINUOUS, COUNTED, NO), (DISCRETE, COUNTED, NO), (COUNTED, DISCRETE, NO)],
    "square": [(DISCRETE, DISCRETE, COUNTED)],
    "pie": [(NO, NO, COUNTED)],
    "circle": [(COUNTED, COUNTED, NO)],
    "box": [(DISCRETE, COUNTED, NO)],
    "list": [(COUNTED, DISCRETE, NO)],
    "interval": [(DISCRETE, COUNTED, NO)],
}


def check_names(names: Sequence[str]) -> None:
    """Raise UserError when two charts or dashboards are called the same."""
    for name, count in Counter(names).items():
        if count > 1:
            raise UserError(
                f"scripts/charts: {count} charts or dashboards are called {name}; rename one"
            )


def kind_of(axis: Axis) -> str:
    """Whether an axis is counted, discrete or continuous, or nothing."""
    if not axis:
        return NO
    if is_counted(axis):
        return COUNTED
    return DISCRETE if axis.is_discrete else CONTINUOUS


def described(form: Sequence[str]) -> str:
    """A form in words: "x continuous, y counted"."""
    named = zip(("x", "y", "value"), form, strict=True)
    return ", ".join(f"{name} {kind}" for name, kind in named if kind != NO) or "no axis"


def find_wrong_form(chart: Chart) -> str | None:
    """What the mark of a chart needs and does not have."""
    found = (kind_of(chart.x), kind_of(chart.y), kind_of(chart.value))
    forms = FORMS[chart.mark]
    if found not in forms:
        return f"a {chart.mark} has {'; or '.join(map(described, forms))}; found {described(found)}"
    if chart.is_ranked and kind_of(chart.y) != DISCRETE:
        return "only bars with y discrete can be ranked"
    if chart.mark == "pie" and not chart.color:
        return "a pie needs a color to tell its slices apart"
    if chart.mark == "list" and len(chart.headers) != 3:
        return "a list needs three headers: the course, the rank and the learner"
    if isinstance(chart, IntervalChart) != (chart.mark == "interval"):
        return "the mark interval and IntervalChart need each other"
    if "," in chart.title:
        return "a title has no comma, as Tableau puts commas between titles"
    return None


def find_wrong_type(chart: Chart, types: Mapping[str, str]) -> str | None:
    """Which column of a chart is not of the type that its place needs."""
    for axis in chart.axes:
        kind = types.get(axis.column)
        if axis.aggregate and kind not in NUMBERS:
            return f"{axis.column} is {kind}, of which there is no {axis.aggregate}"
        if kind_of(axis) == CONTINUOUS and kind in (FLAG, TEXT):
            return f"{axis.column} is {kind}; set is_discrete, or give its axis an aggregate"
    for flag in chart.only:
        if types.get(flag) != FLAG:
            return f"{flag} in only is {types.get(flag, 'a measure')}, where a {FLAG} is needed"
    return None


def check_declared(
    connection: duckdb.DuckDBPyConnection,
    chart: Chart,
    relations: Mapping[str, str],
    questions: Collection[str],
) -> None:
    """Raise UserError when a chart names what is not there, or its mark cannot be made of it.

    `questions` are those of quality.source_capabilities.
    """
    place = f"scripts/charts, {chart.name} ({chart.title})"

    def check(kind: str, names: Iterable[str], known: Iterable[str]) -> None:
        for name in names:
            if name not in known:
                raise UserError(f"{place}: no {kind} {name}; there are {', '.join(sorted(known))}")

    check("mark", [chart.mark], MARKS)
    check("question", [*chart.needs, *chart.in_part_without], questions)
    check("aggregate", [axis.aggregate for axis in chart.axes if axis.aggregate], AGGREGATES)
    check("table", [chart.extract], relations)
    try:
        described = connection.execute(f"describe select * from {relations[chart.extract]}")
    except duckdb.CatalogException as error:
        raise UserError(f"{chart.table}: no such table; run `make build` first") from error
    types = {name: kind for name, kind, *_ in described.fetchall()}
    measures = {name for name, one in MEASURES.items() if chart.extract in one.tables}
    check("column", chart.columns, types.keys() | measures)
    check("filter", chart.filters, (*COURSE_KEY, GROUP_SET))
    if wrong := find_wrong_form(chart) or find_wrong_type(chart, types):
        raise UserError(f"{place}: {wrong}")
