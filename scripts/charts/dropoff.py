"""Where learners leave: the share of those who reach an activity and go no further."""

from collections.abc import Sequence

from scripts.charts import export_tables, questions
from scripts.charts.chart import COURSE_KEY, Axis, IntervalChart, Row, highlights, label_of
from scripts.charts.stamps import stamp


def rate_of(row: Row) -> str:
    """The rate of a row with its interval: "5.4 % (95 % interval 4.9–6.0 %)"."""
    rate, low, high = (
        f"{100 * row[column]:.1f}" for column in ("hazard_rate", "hazard_low", "hazard_high")
    )
    return f"{rate} % (95 % interval {low}–{high} %)"


def finding(rows: Sequence[Row]) -> str:
    """One sentence: where most leave, with each activity that may as well be the worst."""
    best = highlights(DROPOFF, rows)
    if not any(row["is_reliable"] for row in rows):
        return "No activity stands out: too few learners reached any to tell where they leave"
    if not best:
        return (
            "No activity stands out: at none do more learners leave than is typical of the course"
        )
    alike = [row for row in best if row["hazard_high"] >= best[0]["hazard_low"]]
    if len(alike) == 1:
        return (
            f"Learners leave most often at {label_of(DROPOFF, best[0])}: of those who reach it, "
            f"{rate_of(best[0])} go no further"
        )
    named = [f"{label_of(DROPOFF, row)}, {rate_of(row)}" for row in alike]
    return (
        f"Learners leave most often at {len(alike)} activities, whose intervals overlap: "
        f"{'; '.join(named)}"
    )


def caption(rows: Sequence[Row]) -> list[str]:
    """Whose data it is, on what order and outcomes rest, and what points, bars and colours mean."""
    first = rows[0]
    learners = max(row["reached_count"] for row in rows)
    order = (
        "is derived from when learners first touch them"
        if first["is_position_derived"]
        else ("is the course's own")
    )
    lines = [
        f"{stamp([first['source_name']])}, course {first['course_id']}: {learners:,} learners "
        f"reached at least one of its {len(rows):,} activities. Their order {order}.",
        "Point: of the learners who got as far as the activity, the share who dropped out with "
        "their last action on it. Bar: 95 % Wilson interval.",
    ]
    colours = []
    if count := len(highlights(DROPOFF, rows)):
        which = "the highest" if count == 1 else f"the {count} highest"
        colours.append(
            f"Orange: {which} of those above the course's typical "
            f"{100 * first['typical_hazard_rate']:.1f} % beyond chance, given how many there are."
        )
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
    export=export_tables.DROPOFF,
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
    noun="position",
    reliable="is_reliable",
    stands_out="is_above_typical",
    rank_by="hazard_low",
    highlight_count=3,
    filters=COURSE_KEY,
    size="reached_count",
    finding=finding,
    caption=caption,
    needs=(questions.DROP_OFF,),
    when_empty="no activity was reached by enough learners",
)
