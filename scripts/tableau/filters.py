"""What can be chosen in the workbook, and which filters act on a sheet."""

from collections.abc import Sequence

from scripts.charts.chart import COURSE_KEY, Chart
from scripts.charts.choices import CATEGORY, CHOICES, COURSE_WEEKS, DATES, Choice, Selection
from scripts.charts.course_names import COURSE_NAME
from scripts.tableau.metadata import CAPTIONS, Build
from scripts.tableau.parameters import Parameter, words_for
from scripts.tableau.source import Source
from scripts.tableau.worksheet import Filter


def members_of(build: Build, choice: Choice, column: str) -> dict[str, str]:
    """Words and value of what can be chosen, from all tables with the column."""
    tables = [table for table in CAPTIONS if build.has(table, column)]
    found = sorted({value for table in tables for value in build.values(table, column)})
    if choice.labels:
        return {words: value for value, words in choice.labels.items() if value in found}
    return words_for(found)


def parameters_of(build: Build) -> list[Parameter]:
    """A parameter for each choice between at least two values."""
    parameters: list[Parameter] = []
    for choice in CHOICES:
        column = build.course_column if choice.column == COURSE_NAME else choice.column
        members = members_of(build, choice, column)
        if len(members) > 1:
            parameters.append(Parameter(len(parameters) + 1, choice, column, members))
    return parameters


def course_parameter(parameters: Sequence[Parameter]) -> Parameter | None:
    """The parameter that chooses a course; None where there is but one course."""
    return next((p for p in parameters if p.choice.column == COURSE_NAME), None)


def selections(build: Build) -> list[Selection]:
    """What can be chosen in some tables only: dates, course weeks where dates are not known."""
    dates = [DATES] if build.calendar_sources else []
    weeks = [COURSE_WEEKS] if set(build.calendar_sources) < set(build.sources) else []
    return [*dates, *weeks, CATEGORY]


def is_for(build: Build, selection: Selection, chart: Chart) -> bool:
    """Whether a selection is for a chart: dates for one whose rows all have them, else weeks."""
    has_dates = set(chart.sources or build.sources) <= set(build.calendar_sources)
    return selection is not (COURSE_WEEKS if has_dates else DATES)


def selected(build: Build, chart: Chart, source: Source) -> list[Filter]:
    """The shared filters that act on a chart: one group for each field."""
    fields = [(one, table) for one in selections(build) for table in one.columns]
    filters = []
    for group, (selection, table) in enumerate(fields, 1):
        column = selection.column_for(chart)
        if table != source.table or not column or not is_for(build, selection, chart):
            continue
        dated = build.calendar_sources if selection is DATES else build.sources
        low, high = build.ends(table, column, dated)
        if low is None or low == high:
            continue
        if source.columns[column].datatype == "date":
            reference = source.reference(column, kind="quantitative")
            filters.append(Filter(reference, "range", group, low, high))
        else:
            filters.append(Filter(source.reference(column), "values", group))
    return filters


def field_for(chart: Chart, parameter: Parameter) -> str | None:
    """The calculation by which a parameter filters a chart; None where it cannot act on it."""
    if not chart.shows_one_course:
        return parameter.field
    if parameter.choice.column == COURSE_NAME:
        return parameter.one_course_field
    is_own = parameter.choice.column in chart.filters and parameter.choice.column not in COURSE_KEY
    return parameter.field if is_own else None


def filters_of(
    build: Build, chart: Chart, source: Source, parameters: Sequence[Parameter]
) -> tuple[list[Filter], list[Parameter]]:
    """The filters that act on a chart, and the parameters that they read."""
    filters, read = selected(build, chart, source), []
    for parameter in parameters:
        field = field_for(chart, parameter)
        if field in source.columns:
            filters.append(Filter(source.reference(field), "true"))
            read.append(parameter)
    filters += [Filter(source.reference(flag), "true") for flag in chart.only]
    if chart.sources:
        name = source.reference("source_name")
        filters.append(Filter(name, "members", members=chart.sources))
    return filters, read
