"""The marks of a chart: its rows, grouped and counted as every renderer must."""

from collections.abc import Mapping
from typing import Any

import duckdb

from scripts.charts.chart import Axis, Chart, IntervalChart, Row
from scripts.charts.measures import GROUP_SET, GROUP_SETS, MEASURES, Measure, Term
from scripts.errors import UserError
from scripts.warehouse import literal, quoted


def term_sql(term: Term) -> str:
    """A term as SQL."""
    column = "1" if term.column == "1" else quoted(term.column)
    if term.where:
        column = f"case when {quoted(term.where)} then {column} end"
    if term.aggregate == "count_distinct":
        return f"count(distinct {column})"
    total = f"{term.aggregate}({column})"
    return f"coalesce({total}, 0)" if term.where else total


def measure_sql(measure: Measure) -> str:
    """A measure as SQL; null where it would divide by 0."""
    sql = term_sql(measure.term)
    if measure.less:
        sql = f"({sql} - {term_sql(measure.less)})"
    if measure.per:
        sql = f"cast({sql} as double) / nullif({term_sql(measure.per)}, 0)"
    return f"cast({sql} as double) / {measure.over}" if measure.over != 1 else sql


def is_counted(axis: Axis) -> bool:
    """Whether an axis bears a number counted from the rows of a mark, not a column's own values."""
    return bool(axis.aggregate) or axis.column in MEASURES


def axis_sql(axis: Axis) -> str:
    """The number of a counted axis as SQL."""
    if axis.column in MEASURES:
        return measure_sql(MEASURES[axis.column])
    return f"{axis.aggregate}({quoted(axis.column)})"


def dimensions(chart: Chart) -> list[str]:
    """The columns of which each combination of values is a mark, once each."""
    along = [axis.column for axis in chart.axes if not is_counted(axis)]
    color = [chart.color] if chart.color else []
    return list(dict.fromkeys([*chart.headers, *along, *color, *chart.detail]))


def counted(chart: Chart) -> dict[str, str]:
    """Name and SQL of each number of a mark."""
    numbers = {axis.column: axis_sql(axis) for axis in chart.axes if is_counted(axis)}
    if isinstance(chart, IntervalChart):
        numbers |= {column: f"min({quoted(column)})" for column in (chart.low, chart.high)}
    return numbers


def conditions(chart: Chart, shown: Mapping[str, Any]) -> list[str]:
    """What holds of the rows of a chart: its flags, its sources and the values of `shown`."""
    found = [quoted(flag) for flag in chart.only]
    found += [f"{quoted(name)} = {literal(str(value))}" for name, value in shown.items()]
    if chart.sources:
        found.append(f"source_name in ({', '.join(literal(name) for name in chart.sources)})")
    return found


def marks_sql(chart: Chart, relation: str, shown: Mapping[str, Any]) -> str:
    """One row per mark of a chart, over a relation with the columns of its table.

    The flags of `only` hold and each column of `shown` has its value.
    """
    groups = [quoted(column) for column in dimensions(chart)]
    numbers = [f"{sql} as {quoted(name)}" for name, sql in counted(chart).items()]
    where = f" where {' and '.join(holds)}" if (holds := conditions(chart, shown)) else ""
    grouped = f" group by {', '.join(groups)} order by {', '.join(groups)}" if groups else ""
    some_row = "" if groups else " having count(*) > 0"
    return f"select {', '.join(groups + numbers)} from {relation}{where}{grouped}{some_row}"


def has_mark(
    connection: duckdb.DuckDBPyConnection, chart: Chart, relation: str, shown: Mapping[str, Any]
) -> bool:
    """Whether a chart has a mark: a row with all that its numbers are counted from."""
    terms = [MEASURES[a.column].term.column for a in chart.axes if a.column in MEASURES]
    columns = [axis.column for axis in chart.axes if axis.aggregate]
    columns += [column for column in terms if column != "1"]
    holds = conditions(chart, shown) + [f"{quoted(column)} is not null" for column in columns]
    where = f" where {' and '.join(holds)}" if holds else ""
    return connection.execute(f"select 1 from {relation}{where} limit 1").fetchone() is not None


def read_marks(
    connection: duckdb.DuckDBPyConnection, chart: Chart, relation: str, shown: Mapping[str, Any]
) -> list[Row]:
    """The marks of a chart, without those that lack a number.

    Raises UserError when the table or a column is missing.
    """
    sql = marks_sql(chart, relation, shown)
    try:
        result = connection.execute(sql)
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise UserError(
            f"{chart.table}: not there as the chart {chart.name} needs it; run `make build` first"
        ) from error
    names = [column[0] for column in result.description]
    rows = [dict(zip(names, values, strict=True)) for values in result.fetchall()]
    return [row for row in rows if all(row[name] is not None for name in counted(chart))]


def shown_at_first(chart: Chart, course: Mapping[str, str]) -> dict[str, str]:
    """The value of each of a chart's filters with which it is shown first."""
    first = {**course, GROUP_SET: next(iter(GROUP_SETS))}
    return {column: first[column] for column in chart.filters if column in first}
