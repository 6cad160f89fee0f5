"""How courses are called, and which is shown first where one is shown at a time."""

from collections.abc import Iterable
from dataclasses import replace

import duckdb

from scripts.charts.chart import Axis, Chart
from scripts.charts.tables import ENROLLMENTS

COURSE_NAME, COURSE_ID = "course_name", "course_id"
UNSAFE = set('"[]')


def largest_course(
    connection: duckdb.DuckDBPyConnection, enrollments: str = ENROLLMENTS
) -> dict[str, str]:
    """Source and id of the course with the most enrollments; empty when there is none."""
    row = connection.execute(
        f"""select source_name, course_id from {enrollments} group by all
        order by count(*) desc, source_name, course_id limit 1"""
    ).fetchone()
    return {"source_name": row[0], "course_id": row[1]} if row else {}


def is_plain(values: Iterable[str]) -> bool:
    """Whether texts can stand in a formula of Tableau as they are."""
    return all(value.isprintable() and not set(value) & UNSAFE for value in values)


def course_column(connection: duckdb.DuckDBPyConnection, enrollments: str = ENROLLMENTS) -> str:
    """The column that names courses: the name where each has a plain one of its own, or the id."""
    rows = connection.execute(
        f"""select course_name from {enrollments}
        group by source_name, course_id, course_name"""
    ).fetchall()
    names = [name for (name,) in rows]
    is_own = len(set(names)) == len(names) and None not in names
    return COURSE_NAME if is_own and is_plain(names) else COURSE_ID


def named(chart: Chart, column: str) -> Chart:
    """The chart with courses called by a column instead of their names."""

    def of(axis: Axis | None) -> Axis | None:
        return replace(axis, column=column) if axis and axis.column == COURSE_NAME else axis

    def in_place(columns: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(column if name == COURSE_NAME else name for name in columns)

    return replace(
        chart,
        x=of(chart.x),
        y=of(chart.y),
        headers=in_place(chart.headers),
        detail=in_place(chart.detail),
    )
