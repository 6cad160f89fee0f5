"""How courses are called, and which is shown first where one is shown at a time."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import md5

import duckdb

from scripts.charts.chart import Axis, Chart
from scripts.charts.export_tables import ENROLLMENTS
from scripts.warehouse import one_row

COURSE_NAME, COURSE_ID, COURSE_LABEL = "course_name", "course_id", "course_label"


def largest_course(
    connection: duckdb.DuckDBPyConnection, enrollments: str = ENROLLMENTS
) -> dict[str, str]:
    """Source and id of the course with the most enrollments; empty when there is none."""
    row = connection.execute(
        f"""select source_name, course_id from {enrollments} group by all
        order by count(*) desc, source_name, course_id limit 1"""
    ).fetchone()
    return {"source_name": row[0], "course_id": row[1]} if row else {}


def folder_of(course: Mapping[str, str], courses: Sequence[Mapping[str, str]]) -> str:
    """A folder's name for a course: its id, and its source too where `courses` have the id twice.

    What a file system may not take becomes `_`; where that makes two names one, a hash is added.
    """

    def plain(of: Mapping[str, str]) -> str:
        is_shared = sum(other["course_id"] == of["course_id"] for other in courses) > 1
        name = f"{of['source_name']} {of['course_id']}" if is_shared else of["course_id"]
        return re.sub(r"[^\w.+-]+", "_", name)[:80].strip(".") or "_"

    name = plain(course)
    if sum(plain(other).lower() == name.lower() for other in courses) > 1:
        return f"{name}_{md5(repr(sorted(course.items())).encode()).hexdigest()[:8]}"
    return name


def with_label(relation: str) -> str:
    """The rows of a relation, each with a text that tells its course from all of other sources."""
    return f"(select *, source_name || ': ' || course_id as {COURSE_LABEL} from {relation})"


def course_column(connection: duckdb.DuckDBPyConnection, enrollments: str = ENROLLMENTS) -> str:
    """The column that names courses: the name or the id where each has its own, or the label."""
    count, names, ids = one_row(
        connection,
        f"""select count(*), count(distinct course_name), count(distinct course_id)
        from (select distinct source_name, course_id, course_name from {enrollments})""",
    )
    if names == count:
        return COURSE_NAME
    return COURSE_ID if ids == count else COURSE_LABEL


def named(chart: Chart, column: str) -> Chart:
    """The chart with courses called by a column instead of their names."""

    def of(axis: Axis) -> Axis:
        return replace(axis, column=column) if axis.column == COURSE_NAME else axis

    def in_place(columns: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(column if name == COURSE_NAME else name for name in columns)

    return replace(
        chart,
        x=of(chart.x),
        y=of(chart.y),
        headers=in_place(chart.headers),
        detail=in_place(chart.detail),
    )
