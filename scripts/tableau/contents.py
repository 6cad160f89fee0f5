"""What the workbook is made of: data sources, parameters and sheets, read from a build."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from scripts.charts.available import Answer, Offer, offer, read_answers, stamp
from scripts.charts.chart import SIMULATED_SOURCES, Chart
from scripts.charts.choices import CATEGORY, CHOICES, COURSE_WEEKS, PERIOD, Choice, Selection
from scripts.charts.colours import BY_COLUMN
from scripts.charts.courses import COURSE_NAME, course_column, is_plain, largest_course, named
from scripts.charts.dashboards import DASHBOARDS
from scripts.errors import UserError
from scripts.tableau.dashboard import Board
from scripts.tableau.fields import Column, measure_columns, physical_column, with_labels_for
from scripts.tableau.parameters import Parameter, chosen_column, one_course_column
from scripts.tableau.source import Source
from scripts.tableau.worksheet import Filter, Sheet
from scripts.warehouse import literal, quoted

CAPTIONS = {
    "tableau_actions": "Actions",
    "tableau_course_days": "Course days",
    "tableau_dropoff": "Drop-off",
    "tableau_enrollments": "Enrollments",
    "tableau_funnel": "Progress funnel",
    "tableau_sessions": "Sessions",
    "tableau_survival": "Survival",
}
CLOCK = "hour of day and weekday"


@dataclass(frozen=True)
class Build:
    """What a build says of its export tables.

    `relations` and `columns` are by table, columns as (name, DuckDB type, description). `course` is
    the largest course, and `course_name` the column that names courses.
    """

    connection: duckdb.DuckDBPyConnection
    relations: dict[str, str]
    columns: dict[str, list[tuple[str, str, str]]]
    answers: list[Answer]
    course: dict[str, str]
    course_name: str

    @property
    def sources(self) -> list[str]:
        """The names of the sources, in order."""
        return sorted({answer.source_name for answer in self.answers})

    @property
    def has_calendar(self) -> bool:
        """Whether some source has calendar dates; the others count from a convention."""
        return any(a.question == CLOCK and a.answer != "no" for a in self.answers)

    def has(self, table: str, column: str) -> bool:
        """Whether a table has a column."""
        return column in (name for name, *_ in self.columns[table])

    def values(self, table: str, column: str) -> list:
        """The distinct values of a column, in order."""
        name = quoted(column)
        rows = self.connection.execute(
            f"""select distinct {name} from {self.relations[table]}
            where {name} is not null order by 1"""
        ).fetchall()
        return [value for (value,) in rows]

    def ends(self, table: str, expression: str) -> tuple:
        """The least and the greatest value of an expression, such as a column."""
        sql = f"select min({expression}), max({expression}) from {self.relations[table]}"
        return self.connection.execute(sql).fetchone()

    def row_count(self, table: str) -> int:
        """The number of rows of a table."""
        sql = f"select count(*) from {self.relations[table]}"
        return self.connection.execute(sql).fetchone()[0]


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
    """Raise UserError when a file has other sources, or more or fewer rows of one, than its table.

    `relation` and `table` are the SQL for the rows of the file and of the warehouse.
    """
    in_file, in_warehouse = (
        connection.execute(f"select source_name, count(*) from {rows} group by 1").fetchall()
        for rows in (relation, table)
    )
    if set(in_file) != set(in_warehouse):
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
        table, relation = file.stem, f"read_parquet({literal(str(file))})"
        found = connection.execute(f"describe from {relation}").fetchall()
        missing = [name for name, *_ in found if (table, name) not in described]
        if missing:
            raise UserError(
                f"{file}: column {missing[0]} is not in the warehouse; run `make build` first"
            )
        check_same_build(connection, file, relation, f"exports.{quoted(table)}")
        relations[table] = relation
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
        course_name=course_column(connection, enrollments),
    )


def members_of(build: Build, choice: Choice, column: str) -> dict[str, str]:
    """Words and value of what can be chosen, from all tables with the column."""
    tables = [table for table in CAPTIONS if build.has(table, column)]
    found = sorted({value for table in tables for value in build.values(table, column)})
    if choice.labels:
        found = [value for value in choice.labels if value in found]
    return {(choice.labels or {}).get(value, value): value for value in found if is_plain([value])}


def parameters_of(build: Build) -> list[Parameter]:
    """A parameter for each choice between at least two values."""
    parameters = []
    for choice in CHOICES:
        column = build.course_name if choice.column == COURSE_NAME else choice.column
        members = members_of(build, choice, column)
        if len(members) > 1:
            parameters.append(Parameter(len(parameters) + 1, choice, column, members))
    return parameters


def colors_of(build: Build, table: str) -> tuple[str, dict[object, str]] | None:
    """The column of a table with colours for its values, and those that it has."""
    for column, colors in BY_COLUMN.items():
        if build.has(table, column):
            values = build.values(table, column)
            return column, {value: colors[value] for value in colors if value in values}
    return None


def source_of_table(build: Build, table: str, parameters: Sequence[Parameter]) -> Source:
    """The data source of an export table."""
    columns: list[Column] = []
    for name, duckdb_type, description in build.columns[table]:
        column = physical_column(table, name, duckdb_type, description)
        if column.labels:
            column = with_labels_for(column, build.values(table, name))
        columns.append(column)
    columns += measure_columns(table)
    own = [parameter for parameter in parameters if build.has(table, parameter.column)]
    columns += [chosen_column(parameter) for parameter in own]
    for parameter in own:
        if parameter.choice.column == COURSE_NAME:
            first = first_course(build, parameter.column)
            columns.append(one_course_column(parameter, first))
    return Source(
        table=table,
        caption=CAPTIONS.get(table, table),
        columns={column.name: column for column in columns},
        row_count=build.row_count(table),
        colors=colors_of(build, table),
        parameters=own,
    )


def first_course(build: Build, column: str) -> str:
    """The largest course, as the column names it."""
    sql = f"""select min({quoted(column)}) from {build.relations["tableau_enrollments"]}
        where source_name = ? and course_id = ?"""
    return build.connection.execute(sql, list(build.course.values())).fetchone()[0]


def selections(build: Build) -> list[Selection]:
    """What can be chosen in some tables only: days or course weeks, and categories."""
    return [PERIOD if build.has_calendar else COURSE_WEEKS, CATEGORY]


def filters_of(
    build: Build, chart: Chart, source: Source, parameters: Sequence[Parameter]
) -> tuple[list[Filter], list[Parameter]]:
    """The filters that act on a chart, and the parameters that they read."""
    filters, read = [], []
    for place, selection in enumerate(selections(build)):
        column = selection.column_for(chart)
        values = build.ends(source.table, column) if column else (None, None)
        if values[0] is None or values[0] == values[1]:
            continue
        group = 10 * place + 1 + list(selection.columns).index(source.table)
        if source.columns[column].datatype == "date":
            reference = source.reference(column, kind="quantitative")
            filters.append(Filter(reference, "range", group, *values))
        else:
            filters.append(Filter(source.reference(column), "values", group))
    for parameter in parameters:
        field = parameter.field
        if "course_id" in chart.filters:
            if parameter.choice.column not in (COURSE_NAME, *chart.filters[2:]):
                continue
            if parameter.choice.column == COURSE_NAME:
                field += "_alone"
        if field in source.columns:
            filters.append(Filter(source.reference(field), "true"))
            read.append(parameter)
    filters += [Filter(source.reference(flag), "true") for flag in chart.only]
    if chart.sources:
        name = source.reference("source_name")
        filters.append(Filter(name, "members", members=chart.sources))
    return filters, read


def is_filtered_by(selection: Selection, sheet: Sheet) -> bool:
    """Whether a sheet has the filter of a selection."""
    column = selection.column_for(sheet.chart)
    return any(item.reference.column.name == column for item in sheet.filters)


def deaf_notes(build: Build, sheets: Sequence[Sheet], parameters: Sequence[Parameter]) -> list[str]:
    """One line for the filters of a dashboard that do not act on all of its sheets."""
    heard = {
        p.choice.name: [s.name for s in sheets if p not in s.parameters]
        for p in parameters
        if any(p in sheet.parameters for sheet in sheets) and p.choice.has_all
    }
    for selection in selections(build):
        deaf = [sheet.name for sheet in sheets if not is_filtered_by(selection, sheet)]
        if len(deaf) < len(sheets):
            heard[selection.name] = deaf
    by_sheets: dict[tuple[str, ...], list[str]] = {}
    for name, deaf in heard.items():
        by_sheets.setdefault(tuple(deaf), []).append(name)
    notes = [
        f"{', '.join(names)} on {', '.join(deaf)}" for deaf, names in by_sheets.items() if deaf
    ]
    return [f"Filters that cannot act: {'; '.join(notes)}."] if notes else []


def idle_note(build: Build, parameters: Sequence[Parameter]) -> list[str]:
    """One line for the choices that these data do not offer."""
    offered = {parameter.choice.name for parameter in parameters}
    idle = [
        choice.name
        for choice in CHOICES
        if choice.has_all
        and choice.name not in (*offered, "Source")
        and any(build.has(table, choice.column) for table in build.relations)
    ]
    return [f"No filter by {', '.join(idle)}: there are no two values."] if idle else []


def one_course_note(build: Build, sheets: Sequence[Sheet], parameters: Sequence[Parameter]) -> list:
    """One line for the sheets that show one course at a time."""
    alone = [sheet.name for sheet in sheets if "course_id" in sheet.chart.filters]
    courses = [p for p in parameters if p.choice.column == COURSE_NAME]
    if not alone or not courses:
        return []
    first = first_course(build, courses[0].column)
    return [
        f"{' and '.join(alone)}: one course at a time, with Course = All the largest ({first})."
    ]


def scope_of(build: Build) -> str:
    """Of how many courses and of which time the data are."""
    table = "tableau_actions"
    count = build.connection.execute(
        f"""select count(*) from (select distinct source_name, course_id
        from {build.relations["tableau_enrollments"]})"""
    ).fetchone()[0]
    courses = "1 course" if count == 1 else f"{count:,} courses"
    if build.has_calendar:
        first, last = build.ends(table, "case when hour_of_day is not null then acted_on end")
        return f"{courses} · {first:%-d %b %Y} to {last:%-d %b %Y}"
    first, last = build.ends(table, "course_day")
    return f"{courses} · course days {first} to {last} (dates are not known)"


def board_of(
    build: Build, found: Offer, sources: Mapping[str, Source], parameters: Sequence[Parameter]
) -> Board:
    """A dashboard with its sheets."""
    sheets = []
    for declared in found.charts:
        chart = named(declared, build.course_name)
        source = sources[chart.extract]
        filters, read = filters_of(build, chart, source, parameters)
        sheets.append(Sheet(chart, source, tuple(filters), tuple(read)))
    notes = [
        *found.notes,
        *one_course_note(build, sheets, parameters),
        *deaf_notes(build, sheets, parameters),
        *idle_note(build, parameters),
    ]
    return Board(
        offer=found,
        sheets=tuple(sheets),
        stamp=stamp(build.sources),
        scope=scope_of(build),
        is_simulated=bool(set(build.sources) & set(SIMULATED_SOURCES)),
        notes=tuple(notes),
    )


def offers(build: Build) -> list[Offer]:
    """The dashboards as far as the sources can fill them; one without a sheet is left out."""
    found = [
        offer(build.connection, dashboard, build.answers, build.relations, build.course)
        for dashboard in DASHBOARDS
    ]
    return [one for one in found if one.charts]
