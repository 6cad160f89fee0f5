"""What a build says of its export tables, and the words that it has for their columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from scripts.charts.available import Answer, read_answers
from scripts.charts.course_names import COURSE_LABEL, course_column, largest_course, with_label
from scripts.charts.questions import HOURS
from scripts.errors import UserError
from scripts.warehouse import literal, one_row, pattern_of, quoted

CAPTIONS = {
    "tableau_actions": "Actions",
    "tableau_course_days": "Course days",
    "tableau_dropoff": "Drop-off",
    "tableau_enrollments": "Enrollments",
    "tableau_funnel": "Progress funnel",
    "tableau_sessions": "Sessions",
    "tableau_survival": "Survival",
}


@dataclass(frozen=True)
class Build:
    """What a build says of its export tables.

    `relations` and `columns` are by table, columns as (name, DuckDB type, description). `course` is
    the largest course, and `course_column` the column that names courses.
    """

    connection: duckdb.DuckDBPyConnection
    relations: dict[str, str]
    columns: dict[str, list[tuple[str, str, str]]]
    answers: list[Answer]
    course: dict[str, str]
    course_column: str

    @property
    def sources(self) -> list[str]:
        """The names of the sources, in order."""
        return sorted({answer.source_name for answer in self.answers})

    @property
    def calendar_sources(self) -> list[str]:
        """The sources with calendar dates; the others count days from a convention."""
        return [a.source_name for a in self.answers if a.question == HOURS and a.answer != "no"]

    def has(self, table: str, column: str) -> bool:
        """Whether the rows of a table have a column."""
        return column == COURSE_LABEL or column in (name for name, *_ in self.columns[table])

    def values(self, table: str, column: str) -> list:
        """The distinct values of a column, in order."""
        name = quoted(column)
        rows = self.connection.execute(
            f"""select distinct {name} from {self.relations[table]}
            where {name} is not null order by 1"""
        ).fetchall()
        return [value for (value,) in rows]

    def ends(self, table: str, expression: str, sources: Sequence[str]) -> tuple:
        """The least and the greatest value of an expression, such as a column, in some sources."""
        sql = f"""select min({expression}), max({expression}) from {self.relations[table]}
            where source_name in (select unnest(cast(? as varchar[])))"""
        return one_row(self.connection, sql, [list(sources)])

    @property
    def first_course(self) -> str:
        """The largest course, as its column names it."""
        sql = f"""select min({self.course_column}) from {self.relations["tableau_enrollments"]}
            where source_name = ? and course_id = ?"""
        return one_row(self.connection, sql, list(self.course.values()))[0]

    def row_count(self, table: str) -> int:
        """The number of rows of a table."""
        sql = f"select count(*) from {self.relations[table]}"
        return one_row(self.connection, sql)[0]


def descriptions(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], str]:
    """The description of each column of the export tables, by table and column."""
    rows = connection.execute(
        """select table_name, column_name, comment from duckdb_columns()
        where database_name = current_database() and schema_name = 'exports'"""
    ).fetchall()
    return {(table, column): " ".join((comment or "").split()) for table, column, comment in rows}


def check_same_build(
    connection: duckdb.DuckDBPyConnection, file: Path, relation: str, table: str
) -> None:
    """Raise UserError when a file has other rows than its table, as far as their hashes tell.

    `relation` and `table` are the SQL for the rows of the file and of the warehouse.
    """
    in_file, in_warehouse = (
        connection.execute(f"select sum(hash(*columns(*))) from {rows}").fetchone()
        for rows in (relation, table)
    )
    if in_file != in_warehouse:
        raise UserError(
            f"{file}: not the rows of {table} in the warehouse, which is of another build; "
            "run `make build` with the sources you want"
        )


def read_build(connection: duckdb.DuckDBPyConnection, parquet_dir: Path) -> Build:
    """What the workbook needs to know of a build: its files and, from the warehouse, its words.

    Raises UserError when the files and the warehouse are not of one build.
    """
    described = descriptions(connection)
    relations, columns = {}, {}
    for file in sorted(parquet_dir.glob("tableau_*.parquet")):
        table, relation = file.stem, f"read_parquet({literal(pattern_of(file))})"
        if table not in CAPTIONS:
            raise UserError(f"{file}: no export table that the workbook knows; delete it")
        found = connection.execute(f"describe from {relation}").fetchall()
        missing = [name for name, *_ in found if (table, name) not in described]
        if missing:
            raise UserError(
                f"{file}: column {missing[0]} is not in the warehouse; run `make build` first"
            )
        check_same_build(connection, file, relation, f"exports.{quoted(table)}")
        relations[table] = with_label(relation)
        columns[table] = [(name, kind, described[table, name]) for name, kind, *_ in found]
    for table in CAPTIONS:
        if table not in relations:
            raise UserError(f"{parquet_dir}/{table}.parquet: not there; run `make build` first")
    enrollments = relations["tableau_enrollments"]
    return Build(
        connection=connection,
        relations=relations,
        columns=columns,
        answers=read_answers(connection),
        course=largest_course(connection, enrollments),
        course_column=course_column(connection, enrollments),
    )
