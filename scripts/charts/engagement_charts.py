"""When learners work, on what, and for how long."""

from scripts.charts import export_tables, questions
from scripts.charts.chart import Axis, Chart

HEATMAP = Chart(
    name="heatmap",
    title="Weekday by hour",
    question="When do they study?",
    shows="Engagement actions by weekday and hour of the project's time zone",
    table=export_tables.ACTIONS,
    mark="square",
    x=Axis("hour_of_day", "Hour of the day", is_discrete=True),
    y=Axis("day_of_week", "Weekday", is_discrete=True),
    value=Axis("action_count", "Actions", aggregate="sum"),
    only=("is_engagement",),
    needs=(questions.HOURS,),
)

CATEGORIES = Chart(
    name="actions_by_category",
    title="Actions by category",
    question="What do they spend their actions on?",
    shows="Engagement actions by category",
    table=export_tables.ACTIONS,
    mark="bar",
    x=Axis("action_count", "Actions", aggregate="sum"),
    y=Axis("action_category", "Category", is_discrete=True),
    only=("is_engagement",),
    is_ranked=True,
    is_labelled=True,
    needs=(questions.CATEGORIES,),
)

SESSION_LENGTHS = Chart(
    name="session_lengths",
    title="Session lengths",
    question="How long do sessions last?",
    shows="Sessions by length, from the first action to the last; one action alone lasts 0 s",
    table=export_tables.SESSIONS,
    mark="bar",
    x=Axis("length_bucket_minutes", "Length", is_discrete=True),
    y=Axis("sessions", "Sessions"),
    is_labelled=True,
    needs=(questions.SESSIONS,),
)

TIME_ON_TASK = Chart(
    name="time_on_task",
    title="Time on task by outcome",
    question="How does time on task differ by outcome?",
    shows="Hours on task; box: quartiles of enrollments, whiskers: 1.5 box lengths",
    table=export_tables.ENROLLMENTS,
    mark="box",
    x=Axis("outcome_status", "Outcome", is_discrete=True),
    y=Axis("hours_on_task", "Time on task (hours)"),
    detail=("user_key", "course_name"),
    color="outcome_status",
    needs=(questions.SESSIONS,),
    in_part_without=(questions.COMPLETION,),
)
