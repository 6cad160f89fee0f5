"""Which charts stand together, from top to bottom and from left to right."""

from dataclasses import dataclass

from scripts.charts import completion_charts, engagement_charts, learner_charts, overview_charts
from scripts.charts.chart import Chart
from scripts.charts.dropoff import DROPOFF


@dataclass(frozen=True)
class Band:
    """Charts side by side: (chart, width) pairs, and the height of the band; both are relative."""

    height: int
    charts: tuple[tuple[Chart, int], ...]


@dataclass(frozen=True)
class Dashboard:
    """Bands of charts under one question."""

    name: str
    question: str
    bands: tuple[Band, ...]


DASHBOARDS = (
    Dashboard(
        "Overview",
        "How many learners are active, and how much do they do?",
        (
            Band(
                14,
                (
                    (overview_charts.LEARNER_NUMBER, 1),
                    (overview_charts.NEW_NUMBER, 1),
                    (overview_charts.SESSION_NUMBER, 1),
                    (overview_charts.ACTION_NUMBER, 1),
                    (overview_charts.RATE_NUMBER, 1),
                ),
            ),
            Band(44, ((overview_charts.ACTIVE_LEARNERS, 1),)),
            Band(32, ((overview_charts.SESSIONS_BY_DAY, 1), (overview_charts.NEW_BY_DAY, 1))),
        ),
    ),
    Dashboard(
        "Engagement",
        "When do learners work, on what, and for how long?",
        (
            Band(45, ((engagement_charts.HEATMAP, 60), (engagement_charts.CATEGORIES, 40))),
            Band(
                45, ((engagement_charts.SESSION_LENGTHS, 50), (engagement_charts.TIME_ON_TASK, 50))
            ),
        ),
    ),
    Dashboard(
        "Completion",
        "Who stays to the end, how far do learners get, and where do they leave?",
        (
            Band(
                35,
                (
                    (completion_charts.COMPLETED, 28),
                    (completion_charts.COMPLETION_RATE, 36),
                    (completion_charts.FUNNEL, 36),
                ),
            ),
            Band(55, ((DROPOFF, 60), (completion_charts.SURVIVAL, 40))),
        ),
    ),
    Dashboard(
        "Learners",
        "Who needs help first, and do active learners get further?",
        (
            Band(45, ((learner_charts.ENGAGEMENT_AND_PROGRESS, 60), (learner_charts.OUTCOMES, 40))),
            Band(45, ((learner_charts.CALL_LIST, 1),)),
        ),
    ),
)


def every_chart() -> list[Chart]:
    """All charts, each before those that can stand in its place."""
    found: list[Chart] = []
    for dashboard in DASHBOARDS:
        for band in dashboard.bands:
            for chart, _ in band.charts:
                other: Chart | None = chart
                while other:
                    found.append(other)
                    other = other.instead
    return found
