"""What the workbook is made of: data sources and dashboards, read from a build."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scripts.charts import CHARTS
from scripts.charts.available import Offer, offer
from scripts.charts.colours import BY_COLUMN, colours_for
from scripts.charts.course_names import COURSE_LABEL, named
from scripts.charts.dashboards import DASHBOARDS
from scripts.charts.declared import check_names
from scripts.charts.measures import GROUP, GROUP_SET
from scripts.charts.stamps import simulation, stamp
from scripts.tableau.dashboard import Board
from scripts.tableau.fields import (
    Column,
    label_column,
    measure_columns,
    physical_column,
    with_labels_for,
)
from scripts.tableau.filters import course_parameter, filters_of
from scripts.tableau.metadata import CAPTIONS, Build
from scripts.tableau.notes import idle_note, notes_of, scope_of
from scripts.tableau.parameters import Parameter, chosen_column, one_course_column
from scripts.tableau.source import Source
from scripts.tableau.worksheet import Sheet


def colors_of(build: Build, table: str) -> tuple[str, dict[object, str]] | None:
    """The column of a table with colours for its values, and those that it has."""
    for column, colors in BY_COLUMN.items():
        if build.has(table, column):
            values = build.values(table, column)
            return column, {value: colors[value] for value in colors if value in values}
    return (GROUP, group_colors(build, table)) if build.has(table, GROUP) else None


def group_colors(build: Build, table: str) -> dict[object, str]:
    """A colour for each group, unlike those of the other groups of its set."""
    sets = build.connection.execute(
        f"""select list(distinct {GROUP} order by {GROUP}) from {build.relations[table]}
        group by {GROUP_SET}"""
    ).fetchall()
    return dict(sorted(item for (groups,) in sets for item in colours_for(groups).items()))


def source_of_table(build: Build, table: str, parameters: Sequence[Parameter]) -> Source:
    """The data source of an export table."""
    columns: list[Column] = []
    for name, duckdb_type, description in build.columns[table]:
        column = physical_column(table, name, duckdb_type, description)
        if column.labels:
            column = with_labels_for(column, build.values(table, name))
        columns.append(column)
    columns += measure_columns(table)
    if build.course_column == COURSE_LABEL:
        columns.append(label_column())
    own = [parameter for parameter in parameters if build.has(table, parameter.column)]
    columns += [chosen_column(parameter) for parameter in own]
    course = course_parameter(own)
    if course and any(chart.shows_one_course for chart in CHARTS if chart.extract == table):
        columns.append(one_course_column(course, build.first_course))
    return Source(
        table=table,
        caption=CAPTIONS[table],
        columns={column.name: column for column in columns},
        row_count=build.row_count(table),
        colors=colors_of(build, table),
        parameters=own,
        stamp=simulation(build.sources),
    )


def board_of(
    build: Build, found: Offer, sources: Mapping[str, Source], parameters: Sequence[Parameter]
) -> Board:
    """A dashboard with its sheets."""
    sheets = []
    for declared in found.charts:
        chart = named(declared, build.course_column)
        source = sources[chart.extract]
        filters, read = filters_of(build, chart, source, parameters)
        shown = chart.sources or build.sources
        said = stamp(shown) if simulation(shown) else ""
        sheets.append(Sheet(chart, source, tuple(filters), tuple(read), said))
    return Board(
        offer=found,
        sheets=tuple(sheets),
        stamp=stamp(build.sources),
        scope=scope_of(build),
        is_simulated=bool(simulation(build.sources)),
        notes=(*found.notes, *notes_of(build, sheets, parameters)),
    )


def offers(build: Build, parameters: Sequence[Parameter]) -> list[Offer]:
    """The dashboards as far as the sources can fill them.

    The first says what holds for all: why one without a sheet is left out, and what cannot be
    chosen.
    """
    found = [
        offer(build.connection, dashboard, build.answers, build.relations, build.course)
        for dashboard in DASHBOARDS
    ]
    lost = [
        f"Dashboard {one.dashboard.name}: {note}"
        for one in found
        if not one.charts
        for note in one.notes
    ]
    kept = [one for one in found if one.charts]
    charts = [chart for one in kept for chart in one.charts]
    check_names([one.dashboard.name for one in kept] + [chart.title for chart in charts])
    check_names([chart.name for chart in charts])
    whole = (*lost, *idle_note(build, parameters))
    return [replace(one, notes=(*one.notes, *whole)) for one in kept[:1]] + kept[1:]
