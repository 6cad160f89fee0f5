"""Whether charts are declared with what there is."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import duckdb

from scripts.charts.chart import AGGREGATES, MARKS, Chart
from scripts.charts.fields import MEASURES
from scripts.errors import UserError

TEXT = "VARCHAR"


def check_titles(titles: Sequence[str]) -> None:
    """Raise UserError when two sheets or dashboards would be called the same."""
    for title, count in Counter(titles).items():
        if count > 1:
            raise UserError(
                f"scripts/charts: {count} charts or dashboards are called {title}; rename one"
            )


def check_declared(
    connection: duckdb.DuckDBPyConnection,
    chart: Chart,
    relations: Mapping[str, str],
    questions: Collection[str],
) -> None:
    """Raise UserError when a chart names what is not there, or adds up texts.

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
    for axis in chart.axes:
        if axis.aggregate == "sum" and types.get(axis.column) == TEXT:
            raise UserError(f"{place}: {axis.column} is text, of which there is no sum")
