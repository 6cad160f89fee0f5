"""How many learners are active, how much they do, and who is new."""

from dataclasses import replace

from scripts.charts import questions
from scripts.charts.chart import Axis, Chart
from scripts.charts.export_tables import ACTIONS

ENGAGED = ("is_engagement",)


def number(
    name: str, title: str, question: str, shows: str, value: Axis, needs: tuple[str, ...] = ()
) -> Chart:
    """A number alone, of the engagement actions."""
    return Chart(
        name=name, title=title, question=question, shows=shows, value=value,
        table=ACTIONS, mark="text", only=ENGAGED, needs=needs,
    )  # fmt: skip


def by_day(
    name: str,
    what: str,
    question: str,
    shows: str,
    mark: str,
    y: Axis,
    needs: tuple[str, ...] = (),
) -> Chart:
    """A number for every calendar day or, where a source has no calendar, for every course day."""
    by_course_day = Chart(
        name=name.replace("by_day", "by_course_day"),
        title=f"{what} by course day",
        question=question,
        shows=shows,
        table=ACTIONS,
        mark=mark,
        x=Axis("course_day", "Course day (0 = the day the course starts)"),
        y=y,
        only=ENGAGED,
        needs=needs,
    )
    return replace(
        by_course_day,
        name=name,
        title=f"{what} by day",
        x=Axis("acted_on", "Day"),
        needs=(questions.HOURS,),
        instead=by_course_day,
    )


LEARNER_NUMBER = number(
    "active_learners", "Active learners", "How many learners were active?",
    "Distinct learners with an engagement action", Axis("learners", "Active learners"),
)  # fmt: skip
ACTION_NUMBER = number(
    "actions", "Actions", "How much did they do?",
    "Engagement actions", Axis("action_count", "Actions", aggregate="sum"),
)  # fmt: skip
SESSION_NUMBER = number(
    "sessions", "Sessions", "How often did they come?",
    "Sessions started", Axis("sessions_started", "Sessions"), needs=(questions.SESSIONS,),
)  # fmt: skip
NEW_NUMBER = number(
    "new_learners", "New learners", "How many were new to a course?",
    "Enrollments with their first action", Axis("new_learners", "New learners"),
)  # fmt: skip
RATE_NUMBER = number(
    "actions_per_learner", "Actions per learner", "How much does one learner do?",
    "Engagement actions by active learners", Axis("actions_per_learner", "Actions per learner"),
)  # fmt: skip

ACTIVE_LEARNERS = by_day(
    "active_learners_by_day", "Active learners", "How many are active, and is it falling?",
    "Distinct learners with an engagement action on the day", "line",
    Axis("learners", "Active learners"),
)  # fmt: skip
SESSIONS_BY_DAY = by_day(
    "sessions_by_day", "Sessions", "How often do they come?",
    "Sessions by the day they start", "bar",
    Axis("sessions_started", "Sessions"), needs=(questions.SESSIONS,),
)  # fmt: skip
NEW_BY_DAY = by_day(
    "new_learners_by_day", "New learners", "When do new learners arrive?",
    "Enrollments by the day of their first action", "bar",
    Axis("new_learners", "New learners"),
)  # fmt: skip
