"""What a chart is, and the rows it shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import duckdb

from scripts.errors import UserError

Row = dict[str, Any]
MARKS = ("text", "line", "bar", "square", "pie", "circle", "box", "list", "interval")
AGGREGATES = ("sum", "min", "max")
COURSE_KEY = ("source_name", "course_id")


@dataclass(frozen=True)
class Axis:
    """A column along an axis, and its title with the unit.

    `aggregate` says how the rows of a mark become one number: sum, min or max. Measures say so
    themselves. Without it the values of the column lie along the axis: continuous ones, or one by
    one where `is_discrete`.
    """

    column: str
    title: str
    is_share: bool = False
    aggregate: str = ""
    is_discrete: bool = False

    def __bool__(self) -> bool:
        """Whether there is one: an axis that a chart has not is called nothing."""
        return bool(self.column)


NO_AXIS = Axis("", "")


@dataclass(frozen=True, kw_only=True)
class Chart:
    """One chart, declared once for every renderer: the pictures and the workbook.

    `mark`, one of MARKS, is the kind of chart: text is a number alone, interval a point with a
    bar. `title` names the sheet, `question` is what it answers and `shows` says what a mark is and
    in which unit. `value` is the number that is written, coloured or cut into slices; `color`,
    `detail` and `headers` name columns, `only` names flags that must hold. One value of `filters`
    is shown at a time, in a still picture the largest.

    Only rows of `sources` are shown, where there are some. `needs` are questions of
    quality.source_capabilities of which a source must answer one; where none can, `instead` is
    drawn if there is such a chart. A source that cannot answer one of `in_part_without` fills the
    chart in part only. `when_empty` says why there may be nothing to show.
    """

    name: str
    title: str
    question: str
    table: str
    mark: str
    x: Axis = NO_AXIS
    y: Axis = NO_AXIS
    value: Axis = NO_AXIS
    color: str = ""
    detail: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    shows: str = ""
    is_ranked: bool = False
    is_labelled: bool = False
    needs: tuple[str, ...] = ()
    in_part_without: tuple[str, ...] = ()
    instead: "Chart | None" = None
    when_empty: str = "there is nothing to count"

    @property
    def axes(self) -> tuple[Axis, ...]:
        """The axes and the value that the chart has."""
        return tuple(axis for axis in (self.x, self.y, self.value) if axis)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns and measures that it names."""
        axes = (axis.column for axis in self.axes)
        color = (self.color,) if self.color else ()
        return (*axes, *color, *self.detail, *self.headers, *self.only, *self.filters)

    @property
    def shows_one_course(self) -> bool:
        """Whether it shows one course at a time."""
        return set(COURSE_KEY) <= set(self.filters)

    @property
    def extract(self) -> str:
        """The export table that holds the rows of the chart."""
        return self.table.removeprefix("exports.")


@dataclass(frozen=True, kw_only=True)
class IntervalChart(Chart):
    """A chart of rates with their intervals.

    A row bears the text of `label`, or its `noun` and place on x where that is empty. Rows where
    `reliable` is false are pale; of those where `stands_out` holds, the `highlight_count` with the
    highest `rank_by` are shown so. `size` tells which value of `filters` is the largest. `width`
    is the measure from `low` to `high`. `finding` and `caption` say in words what the rows show
    and how to read them. The rows of the workbook lie in `export`.
    """

    export: str
    low: str
    high: str
    width: str
    key: str
    label: str
    noun: str
    reliable: str
    stands_out: str
    rank_by: str
    highlight_count: int
    size: str
    finding: Callable[[Sequence[Row]], str]
    caption: Callable[[Sequence[Row]], list[str]]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns and measures that it names."""
        own = (self.low, self.high, self.width, self.key, self.label, self.reliable, self.rank_by)
        return (*super().columns, *own, self.size)

    @property
    def extract(self) -> str:
        """The export table that holds the rows of the chart."""
        return self.export.removeprefix("exports.")


def label_of(chart: IntervalChart, row: Row) -> str:
    """The name of a row's mark: "Final quiz", or "position 10" where the source has no name."""
    name = (row[chart.label] or "").strip()
    return name if name not in ("", row[chart.key]) else f"{chart.noun} {row[chart.x.column]}"


def highlights(chart: IntervalChart, rows: Sequence[Row]) -> list[Row]:
    """The rows that stand out and rank highest, best first."""
    ranked = [row for row in rows if row[chart.stands_out]]
    ranked.sort(key=lambda row: (-row[chart.rank_by], row[chart.x.column]))
    return ranked[: chart.highlight_count]


def read_rows(connection: duckdb.DuckDBPyConnection, chart: IntervalChart) -> list[list[Row]]:
    """The rows of each value of the chart's filters in the order of x, the largest value first.

    Rows without a y value are left out. Raises UserError when the warehouse lacks the table.
    """
    filters = ", ".join(f'"{column}"' for column in chart.filters)
    sql = f"""
        select * from {chart.table} where "{chart.y.column}" is not null
        order by max("{chart.size}") over (partition by {filters}) desc, {filters},
            "{chart.x.column}", "{chart.key}"
    """
    try:
        result = connection.execute(sql)
    except duckdb.CatalogException as error:
        raise UserError(f"{chart.table}: no such table; run `make build` first") from error
    columns = [column[0] for column in result.description]
    rows = [dict(zip(columns, values, strict=True)) for values in result.fetchall()]
    whose = groupby(rows, key=lambda row: tuple(row[column] for column in chart.filters))
    return [list(of_one) for _, of_one in whose]
