"""Which charts a source can fill, and in words what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb

from scripts.charts.chart import Chart
from scripts.charts.dashboards import Band, Dashboard
from scripts.charts.declared import check_declared
from scripts.charts.marks import has_mark, shown_at_first
from scripts.charts.outcomes import outcomes_rest_on
from scripts.charts.questions import OF_OUTCOMES
from scripts.errors import UserError


@dataclass(frozen=True)
class Answer:
    """Whether a source can answer a question (yes, partly or no), and why."""

    source_name: str
    question: str
    answer: str
    why: str


@dataclass(frozen=True)
class Note:
    """What is wrong with a chart (Not shown, Replaced, In part, Not of every source), and why."""

    kind: str
    title: str
    why: str


@dataclass(frozen=True)
class Offer:
    """The dashboard that the sources can fill, and one line for each thing that it lacks."""

    dashboard: Dashboard
    notes: tuple[str, ...]

    @property
    def charts(self) -> list[Chart]:
        """The charts, from top to bottom and from left to right."""
        return [chart for band in self.dashboard.bands for chart, _ in band.charts]


def read_answers(connection: duckdb.DuckDBPyConnection) -> list[Answer]:
    """What quality.source_capabilities says; raises UserError where it is missing."""
    try:
        rows = connection.execute(
            """select source_name, question, answer, why from quality.source_capabilities
            order by source_name, question"""
        ).fetchall()
    except duckdb.CatalogException as error:
        raise UserError(
            "quality.source_capabilities: no such table; run `make build` first"
        ) from error
    return [Answer(*row) for row in rows]


def reasons(answers: Sequence[Answer]) -> str:
    """The reasons of some answers by source: "act_mooc: times are whole days"."""
    by_source: dict[str, list[str]] = {}
    for answer in answers:
        whys = by_source.setdefault(answer.source_name, [])
        if answer.why not in whys:
            whys.append(answer.why)
    return "; ".join(f"{source}: {', '.join(whys)}" for source, whys in by_source.items())


def unanswered(chart: Chart, answers: Sequence[Answer]) -> list[Answer]:
    """The answers of the sources that can answer none of the questions a chart needs."""
    asked = [answer for answer in answers if answer.question in chart.needs]
    able = {answer.source_name for answer in asked if answer.answer != "no"}
    return [answer for answer in asked if answer.source_name not in able]


def in_part(chart: Chart, answers: Sequence[Answer]) -> list[Answer]:
    """The answers for want of which a chart that can be drawn shows a part only."""
    return [
        answer
        for answer in answers
        if (answer.question in chart.needs and answer.answer == "partly")
        or (answer.question in chart.in_part_without and answer.answer == "no")
    ]


def fitting(chart: Chart, answers: Sequence[Answer]) -> tuple[Chart | None, list[Note]]:
    """The chart that the sources can fill, or the one instead of it; and what is missing."""
    missing = unanswered(chart, answers)
    sources = {answer.source_name for answer in answers}
    if not missing:
        partly = in_part(chart, answers)
        return chart, [Note("In part", chart.title, reasons(partly))] if partly else []
    if {answer.source_name for answer in missing} < sources:
        able = sources - {answer.source_name for answer in missing}
        of_some = replace(chart, sources=tuple(sorted(able)))
        return of_some, [Note("Not of every source", chart.title, reasons(missing))]
    if chart.instead:
        found, notes = fitting(chart.instead, answers)
        if found:
            return found, [Note("Replaced", chart.title, reasons(missing)), *notes]
    return None, [Note("Not shown", chart.title, reasons(missing))]


def in_words(notes: Sequence[Note]) -> tuple[str, ...]:
    """One line for all notes of a kind with one reason, in the order of the first of them."""
    titles: dict[tuple[str, str], list[str]] = {}
    for note in notes:
        titles.setdefault((note.kind, note.why), []).append(note.title)
    return tuple(f"{kind}: {', '.join(of)} ({why})." for (kind, why), of in titles.items())


def filled(
    connection: duckdb.DuckDBPyConnection,
    chart: Chart,
    relations: Mapping[str, str],
    course: Mapping[str, str],
) -> bool:
    """Whether a chart has a mark when it is shown first."""
    relation = relations[chart.extract]
    return has_mark(connection, chart, relation, shown_at_first(chart, course))


def offer(
    connection: duckdb.DuckDBPyConnection,
    dashboard: Dashboard,
    answers: Sequence[Answer],
    relations: Mapping[str, str],
    course: Mapping[str, str],
) -> Offer:
    """What of a dashboard can be shown; `relations` say where the rows of each extract lie.

    Raises UserError when a chart is declared with what is not there.
    """
    bands, notes = [], []
    questions = {answer.question for answer in answers}
    for band in dashboard.bands:
        charts = []
        for chart, width in band.charts:
            found, words = fitting(chart, answers)
            if found:
                check_declared(connection, found, relations, questions)
            if found and not filled(connection, found, relations, course):
                found, words = None, [Note("Not shown", chart.title, chart.when_empty)]
            notes += words
            if found:
                charts.append((found, width))
        if charts:
            bands.append(Band(band.height, tuple(charts)))
    offered = Offer(replace(dashboard, bands=tuple(bands)), in_words(notes))
    if any(set(chart.needs) & set(OF_OUTCOMES) for chart in offered.charts):
        said = outcomes_rest_on(connection, {})
        return replace(offered, notes=(*offered.notes, said)) if said else offered
    return offered
