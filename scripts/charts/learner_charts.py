"""Single learners, by a hash: who works how much, how far they get, and who needs help."""

from scripts.charts import questions
from scripts.charts.chart import Axis, Chart
from scripts.charts.export_tables import ENROLLMENTS

ENGAGEMENT_AND_PROGRESS = Chart(
    name="engagement_and_progress",
    title="Engagement and progress",
    question="Do active learners get further?",
    shows="Progress (% of activities touched) against active days, one circle per enrollment",
    table=ENROLLMENTS,
    mark="circle",
    x=Axis("active_day_count", "Active days", aggregate="sum"),
    y=Axis("progress_rate", "Activities touched (%)", is_share=True, aggregate="max"),
    color="outcome_status",
    detail=("user_key", "course_name"),
    in_part_without=(questions.COMPLETION,),
)

OUTCOMES = Chart(
    name="learners_by_outcome",
    title="Learners by outcome",
    question="How do enrollments stand?",
    shows="Enrollments by outcome",
    table=ENROLLMENTS,
    mark="bar",
    x=Axis("enrollments", "Enrollments"),
    y=Axis("outcome_status", "Outcome", is_discrete=True),
    color="outcome_status",
    is_ranked=True,
    is_labelled=True,
    needs=(questions.DROP_OUT, questions.COMPLETION),
    in_part_without=(questions.DROP_OUT, questions.COMPLETION),
)

CALL_LIST = Chart(
    name="at_risk_list",
    title="At risk or struggling",
    question="Who needs help first, and why?",
    shows="The call list of each course by rank (a hash, no names): days since the last visit",
    table=ENROLLMENTS,
    mark="list",
    x=Axis("days_since_last", "Days since the last visit", aggregate="max"),
    y=Axis("call_reason", "Why", is_discrete=True),
    headers=("course_name", "call_rank", "user_key"),
    detail=("call_as_of", "how_well_silence_tells"),
    only=("is_on_call_list",),
    is_labelled=True,
    when_empty="nobody is on the call list, as all courses have ended or all learners are active",
)
