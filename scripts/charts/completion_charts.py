"""Who completes, how far learners get, and when they leave."""

from dataclasses import replace

from scripts.charts import export_tables, questions
from scripts.charts.chart import COURSE_KEY, Axis, Chart
from scripts.charts.measures import GROUP, GROUP_SET

DROPOUT_RATE = Chart(
    name="dropout_by_course",
    title="Drop-out by course",
    question="What share drops out?",
    shows="Share of enrollments known to have dropped out (%); completion is not known",
    table=export_tables.ENROLLMENTS,
    mark="bar",
    x=Axis("dropout_rate", "Dropped out (% of enrollments)", is_share=True),
    y=Axis("course_name", "Course", is_discrete=True),
    is_ranked=True,
    is_labelled=True,
    needs=(questions.DROP_OUT,),
)
COMPLETION_RATE = replace(
    DROPOUT_RATE,
    name="completion_by_course",
    title="Completion by course",
    question="What share completes?",
    shows="Completed enrollments (% of all; open ones count as not completed)",
    x=Axis("completion_rate", "Completed (% of enrollments)", is_share=True),
    needs=(questions.COMPLETION,),
    instead=DROPOUT_RATE,
)

DROPPED_OUT = Chart(
    name="dropped_out_or_not",
    title="Dropped out or not",
    question="How many drop out?",
    shows="Enrollments by outcome; completion is not known",
    table=export_tables.ENROLLMENTS,
    mark="pie",
    color="outcome_status",
    value=Axis("enrollments", "Enrollments"),
    is_labelled=True,
    needs=(questions.DROP_OUT,),
)
COMPLETED = replace(
    DROPPED_OUT,
    name="completed_or_not",
    title="Completed or not",
    question="How many complete?",
    shows="Enrollments by outcome",
    needs=(questions.COMPLETION,),
    instead=DROPPED_OUT,
)

FUNNEL = Chart(
    name="progress_funnel",
    title="Progress funnel",
    question="How far do they get?",
    shows="Enrollments that reached the step (touched: share of the course's activities); steps "
    "with too few to be shown are left out",
    table=export_tables.FUNNEL,
    mark="bar",
    x=Axis("user_count", "Enrollments", aggregate="sum"),
    y=Axis("step_number", "Step", is_discrete=True),
    is_labelled=True,
)

SURVIVAL = Chart(
    name="survival",
    title="Survival curve",
    question="How long do they stay?",
    shows="Share still active by day since their first action (%, Kaplan–Meier)",
    table=export_tables.SURVIVAL,
    mark="line",
    x=Axis("days_since_first_action", "Days since the learner's first action"),
    y=Axis("survival_rate", "Still active (% of learners)", is_share=True, aggregate="min"),
    color=GROUP,
    filters=(*COURSE_KEY, GROUP_SET),
    needs=(questions.DROP_OUT,),
)
