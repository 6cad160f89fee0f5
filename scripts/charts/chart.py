"""What a chart is, and the rows it shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from scripts.errors import UserError

Row = dict[str, Any]
SIMULATED_SOURCES = ("sample",)


@dataclass(frozen=True)
class Axis:
    """A column along an axis, and its title with the unit."""

    column: str
    title: str
    is_share: bool = False


@dataclass(frozen=True)
class Chart:
    """One chart, declared once for every renderer: the plots, the report and the workbook.

    `mark` is the kind of chart; "interval" is a point with a bar from `low` to `high`. A row bears
    the text of `label`, or `noun` and its `key` where that is empty. Rows where `reliable` is false
    are pale and never ranked; the `highlight_count` rows with the highest `rank_by` stand out. One
    value of `filters` is shown at a time, in a still picture the one whose `size` is largest.
    `finding` and `caption` say in words what the rows show and how to read them.
    """

    name: str
    title: str
    question: str
    table: str
    mark: str
    x: Axis
    y: Axis
    low: str
    high: str
    key: str
    label: str
    noun: str
    reliable: str
    rank_by: str
    highlight_count: int
    filters: tuple[str, ...]
    size: str
    finding: Callable[[Sequence[Row]], str]
    caption: Callable[[Sequence[Row]], list[str]]


def label_of(chart: Chart, row: Row) -> str:
    """The name of a row's mark: "Final quiz", or "activity 16" where the source has no name."""
    name = (row[chart.label] or "").strip()
    return name if name not in ("", row[chart.key]) else f"{chart.noun} {row[chart.key]}"


def source_of(row: Row) -> str:
    """Whose data it is, stamped as simulated where it is: "Simulated data: source sample"."""
    stamp = "Simulated data: source" if row["source_name"] in SIMULATED_SOURCES else "Source"
    return f"{stamp} {row['source_name']}"


def highlights(chart: Chart, rows: Sequence[Row]) -> list[Row]:
    """The reliable rows that rank highest, best first; a row whose y is 0 never does."""
    ranked = [row for row in rows if row[chart.reliable] and row[chart.y.column] > 0]
    ranked.sort(key=lambda row: (-row[chart.rank_by], row[chart.x.column]))
    return ranked[: chart.highlight_count]


def read_rows(connection: duckdb.DuckDBPyConnection, chart: Chart) -> list[Row]:
    """The rows of the largest value of the chart's filters, in the order of x.

    Rows without a y value are left out. Raises UserError when the warehouse lacks the table.
    """
    filters = ", ".join(f'"{column}"' for column in chart.filters)
    sql = f"""
        with shown as (
            select {filters} from {chart.table} group by all
            order by max("{chart.size}") desc nulls last, {filters} limit 1
        )
        select * from {chart.table} join shown using ({filters})
        where "{chart.y.column}" is not null order by "{chart.x.column}", "{chart.key}"
    """
    try:
        result = connection.execute(sql)
    except duckdb.CatalogException as error:
        raise UserError(f"{chart.table}: no such table; run `make build` first") from error
    columns = [column[0] for column in result.description]
    return [dict(zip(columns, values, strict=True)) for values in result.fetchall()]
