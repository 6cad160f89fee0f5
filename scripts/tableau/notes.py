"""What a reader has to know of a dashboard, one line each."""

from collections.abc import Sequence

from scripts.charts.choices import CHOICES, SOURCE, Selection
from scripts.tableau.filters import course_parameter, selections
from scripts.tableau.metadata import Build
from scripts.tableau.parameters import Parameter
from scripts.tableau.worksheet import Sheet
from scripts.warehouse import one_row


def scope_of(build: Build) -> str:
    """Of how many courses and of which time the data are."""
    table = "tableau_actions"
    count = one_row(
        build.connection,
        f"""select count(*) from (select distinct source_name, course_id
        from {build.relations["tableau_enrollments"]})""",
    )[0]
    courses = "1 course" if count == 1 else f"{count:,} courses"
    dated = build.calendar_sources
    day = "acted_on" if dated else "course_day"
    counted = f"case when is_engagement then {day} end"
    first, last = build.ends(table, counted, dated or build.sources)
    if first is None:
        return courses
    if not dated:
        return f"{courses} · course days {first} to {last} (dates are not known)"
    undated = [name for name in build.sources if name not in dated]
    unknown = f" (dates of {', '.join(undated)} are not known)" if undated else ""
    return f"{courses} · {first:%-d %b %Y} to {last:%-d %b %Y}{unknown}"


def name_of(selection: Selection, sheets: Sequence[Sheet]) -> str:
    """The captions of the fields by which a selection filters some sheets, as in their filters."""
    captions = {
        item.reference.column.caption: None
        for sheet in sheets
        for item in sheet.filters
        if item.reference.column.name == selection.column_for(sheet.chart)
    }
    return " or ".join(captions)


def unfiltered_note(
    build: Build, sheets: Sequence[Sheet], parameters: Sequence[Parameter]
) -> list[str]:
    """One line for the filters of a dashboard that do not act on all of its sheets."""
    unfiltered = {
        parameter.choice.name: [s.name for s in sheets if parameter not in s.parameters]
        for parameter in parameters
        if parameter.choice.has_all and any(parameter in sheet.parameters for sheet in sheets)
    }
    for selection in selections(build):
        if name := name_of(selection, sheets):
            unfiltered[name] = [s.name for s in sheets if not name_of(selection, [s])]
    by_sheets: dict[tuple[str, ...], list[str]] = {}
    for name, without in unfiltered.items():
        by_sheets.setdefault(tuple(without), []).append(name)
    notes = [
        f"{', '.join(names)} on {', '.join(without)}"
        for without, names in by_sheets.items()
        if without
    ]
    return [f"Filters that cannot act: {'; '.join(notes)}."] if notes else []


def idle_note(build: Build, parameters: Sequence[Parameter]) -> list[str]:
    """One line for the choices that these data do not offer; one source alone is no lack."""
    offered = {parameter.choice.name for parameter in parameters}
    idle = [
        choice.name
        for choice in CHOICES
        if choice.has_all
        and choice is not SOURCE
        and choice.name not in offered
        and any(build.has(table, choice.column) for table in build.relations)
    ]
    return [f"No filter by {', '.join(idle)}: there are no two values."] if idle else []


def one_course_note(
    build: Build, sheets: Sequence[Sheet], parameters: Sequence[Parameter]
) -> list[str]:
    """One line for the sheets that show one course at a time."""
    alone = [sheet.name for sheet in sheets if sheet.chart.shows_one_course]
    parameter = course_parameter(parameters)
    if not alone or not parameter:
        return []
    first = parameter.words_of(build.first_course)
    return [
        f"{' and '.join(alone)}: one course at a time, with Course = All the largest ({first})."
    ]


def notes_of(build: Build, sheets: Sequence[Sheet], parameters: Sequence[Parameter]) -> list[str]:
    """All lines on the sheets of a dashboard."""
    return [
        *one_course_note(build, sheets, parameters),
        *unfiltered_note(build, sheets, parameters),
    ]
