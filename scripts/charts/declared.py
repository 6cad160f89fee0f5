"""Whether a chart is declared with what there is."""

from collections.abc import Iterable, Mapping

import duckdb

from scripts.charts.chart import AGGREGATES, MARKS, Chart
from scripts.charts.fields import MEASURES
from scripts.errors import UserError


def check_declared(
    connection: duckdb.DuckDBPyConnection, chart: Chart, relations: Mapping[str, str]
) -> None:
    """Raise UserError when a chart names a mark, table, column or aggregate that is not there."""

    def check(kind: str, names: Iterable[str], known: Iterable[str]) -> None:
        for name in names:
            if name not in known:
                raise UserError(
                    f"scripts/charts, {chart.name} ({chart.title}): no {kind} {name}; "
                    f"there are {', '.join(sorted(known))}"
                )

    check("mark", [chart.mark], MARKS)
    check("aggregate", [axis.aggregate for axis in chart.axes if axis.aggregate], AGGREGATES)
    check("table", [chart.extract], relations)
    try:
        described = connection.execute(f"describe select * from {relations[chart.extract]}")
    except duckdb.CatalogException as error:
        raise UserError(f"{chart.table}: no such table; run `make build` first") from error
    columns = {name for name, *_ in described.fetchall()}
    measures = {name for name, one in MEASURES.items() if chart.extract in one.tables}
    check("column", chart.columns, columns | measures)
