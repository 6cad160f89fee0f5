"""Where learners leave: the share of those who reach an activity and go no further."""

from collections.abc import Sequence

from scripts.charts import questions, tables
from scripts.charts.chart import COURSE_KEY, Axis, IntervalChart, Row, highlights, label_of
from scripts.charts.stamps import stamp


def finding(rows: Sequence[Row]) -> str:
    """One sentence: the activity with the highest lower bound, its rate and its 95 % interval."""
    worst = highlights(DROPOFF, rows)[:1]
    if not worst:
        return "No activity stands out: too few learners are known to have left"
    rate, low, high = (
        f"{100 * worst[0][column]:.1f}" for column in ("hazard_rate", "hazard_low", "hazard_high")
    )
    return (
        f"Learners leave most often at {label_of(DROPOFF, worst[0])}: {rate} % of those who reach "
        f"it go no further (95 % interval {low}–{high} %)"
    )


def caption(rows: Sequence[Row]) -> list[str]:
    """Whose data it is, and what points, bars and colours mean."""
    first = rows[0]
    learners = max(row["reached_count"] for row in rows)
    lines = [
        f"{stamp([first['source_name']])}, course {first['course_id']}: {learners:,} learners "
        f"reached at least one of its {len(rows):,} activities.",
        "Point: of the learners who got as far as the activity, the share who dropped out with "
        "their last action on it. Bar: 95 % Wilson interval.",
    ]
    colours = []
    if count := len(highlights(DROPOFF, rows)):
        which = "the highest lower end" if count == 1 else f"the {count} highest lower ends"
        colours.append(f"Orange: {which} of the bars.")
    if not all(row["is_reliable"] for row in rows):
        colours.append("Pale grey: reached by too few learners to rank.")
    return [*lines, " ".join(colours)] if colours else lines


DROPOFF = IntervalChart(
    name="activity_dropoff",
    title="Where learners leave",
    question="At which activity do learners leave the course?",
    shows="Bar: 95 % interval of the share of learners who, having reached the activity, go no "
    "further (%). Line in it: the share",
    table="marts.activity_dropoff",
    export=tables.DROPOFF,
    mark="interval",
    x=Axis("position", "Position of the activity in the course (1 = first)", is_discrete=True),
    y=Axis(
        "hazard_rate",
        "Share who leave here (% of learners who reached it)",
        is_share=True,
        aggregate="min",
    ),
    low="hazard_low",
    high="hazard_high",
    width="hazard_width",
    color="is_reliable",
    detail=("activity_id", "activity_name"),
    key="activity_id",
    label="activity_name",
    noun="activity",
    reliable="is_reliable",
    rank_by="hazard_low",
    highlight_count=3,
    filters=COURSE_KEY,
    size="reached_count",
    finding=finding,
    caption=caption,
    needs=(questions.DROP_OFF,),
    when_empty="no activity was reached by enough learners",
)
