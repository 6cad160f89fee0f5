"""What a reader can choose: filters that act on every sheet whose rows have the column."""

from dataclasses import dataclass

from scripts.charts.chart import Chart
from scripts.charts.measures import GROUP_SET, GROUP_SETS, OUTCOME_LABELS

ALL = "All"


@dataclass(frozen=True)
class Choice:
    """One value of a column, or all of them, in every extract that has the column."""

    name: str
    column: str
    labels: dict[str, str] | None = None
    has_all: bool = True


@dataclass(frozen=True)
class Selection:
    """Several values, or a range, of a column that differs by table; of some only.

    It does not act on charts of the measures `unfiltered`, whose meaning it would change.
    """

    columns: dict[str, str]
    unfiltered: tuple[str, ...] = ()

    def column_for(self, chart: Chart) -> str | None:
        """The column by which a chart is filtered; None where the selection cannot act on it."""
        if any(axis.column in self.unfiltered for axis in chart.axes):
            return None
        return self.columns.get(chart.extract)


SOURCE = Choice("Source", "source_name")
CHOICES = (
    SOURCE,
    Choice("Course", "course_name"),
    Choice("Course type", "course_type"),
    Choice("User type", "user_type"),
    Choice("Age band", "age_band"),
    Choice("Outcome", "outcome_status", labels=OUTCOME_LABELS),
    Choice("Survival groups", GROUP_SET, labels=GROUP_SETS, has_all=False),
)
DATES = Selection({"tableau_actions": "acted_on", "tableau_sessions": "started_on"})
COURSE_WEEKS = Selection(
    {"tableau_actions": "course_week", "tableau_sessions": "started_course_week"}
)
# A session and a new learner are told by their first action: of one category, others would be lost.
CATEGORY = Selection(
    {"tableau_actions": "action_category"},
    unfiltered=("sessions_started", "new_learners"),
)
