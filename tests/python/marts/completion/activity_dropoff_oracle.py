"""Where learners leave, with intervals, and which activities stand out."""

import numpy as np
import pandas as pd
from marts.completion.fct_enrollments_oracle import fct_enrollments
from marts.core.dim_activities_oracle import dim_activities, touches
from marts.oracle_inputs import ACTIVITY, COURSE, LEARNER, Inputs, share
from scipy import stats


def wilson(part: pd.Series, whole: pd.Series, z: float) -> tuple[pd.Series, pd.Series]:
    """Bounds of the Wilson score interval of part / whole; null where whole is 0."""
    n = pd.Series(whole, dtype=float).where(lambda value: value > 0)
    p = part / n
    centre = p + z**2 / (2 * n)
    half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    low, high = (centre - half) / (1 + z**2 / n), (centre + half) / (1 + z**2 / n)
    return low.mask(p == 0, 0.0), high.mask(p == 1, 1.0)


def tail_bound(events: float, cases: float, rate: float) -> float:
    """Upper bound of the chance of so many events or more (Zubkov and Serov 2013)."""
    k = events - 1
    if k <= 0 or k <= cases * rate:
        return 1.0
    deviance = k * np.log(k / (cases * rate))
    deviance += (cases - k) * np.log((cases - k) / (cases * (1 - rate)))
    return float(stats.norm.sf(np.sqrt(2 * deviance)))


def above_typical(table: pd.DataFrame, rate: float) -> pd.Series:
    """Which reliable activities exceed the typical hazard, by Benjamini and Hochberg."""
    found = pd.Series(False, index=table.index)
    for _, rows in table[table["is_reliable"]].groupby(COURSE):
        figures = rows[["exit_count", "reached_count", "typical_hazard_rate"]]
        tails = [tail_bound(*row) for row in figures.itertuples(index=False)]
        found[rows.index] = stats.false_discovery_control(tails) <= rate
    return found


def activity_dropoff(inputs: Inputs) -> pd.DataFrame:
    """One row per activity of a course: who touched it, got at least there, and left there."""
    activities = dim_activities(inputs)[[*ACTIVITY, "position"]]
    dropped = fct_enrollments(inputs)[[*LEARNER, "is_dropped_out"]]
    rows = touches(inputs).merge(activities, on=ACTIVITY).merge(dropped, on=LEARNER)
    rows["is_exit"] = rows["is_last_touched"] & rows["is_dropped_out"]
    furthest = rows.groupby(LEARNER)["position"].max().reset_index()
    by_course = {course: group["position"] for course, group in furthest.groupby(COURSE)}
    table = activities
    table["reached_count"] = [
        int((by_course.get((source, course), pd.Series(dtype=float)) >= position).sum())
        for source, course, position in table[[*COURSE, "position"]].itertuples(index=False)
    ]
    by_activity = rows.groupby(ACTIVITY)
    counts = by_activity.agg(touched_count=("user_id", "size"), exit_count=("is_exit", "sum"))
    means = {
        "actions_before_exit": rows[rows["is_exit"]].groupby(ACTIVITY)["action_count"].mean(),
        "actions_of_others": rows[~rows["is_exit"]].groupby(ACTIVITY)["action_count"].mean(),
    }
    table = table.merge(counts.assign(**means).reset_index(), on=ACTIVITY, how="left")
    table[["touched_count", "exit_count"]] = table[["touched_count", "exit_count"]].fillna(0)
    table["hazard_rate"] = share(table["exit_count"], table["reached_count"])
    table["hazard_low"], table["hazard_high"] = wilson(
        table["exit_count"], table["reached_count"], inputs.settings["interval_z"]
    )
    table["is_reliable"] = table["reached_count"] >= inputs.settings["reliable_reached_count"]
    reliable = table[table["is_reliable"]].groupby(COURSE)[["exit_count", "reached_count"]].sum()
    typical = share(reliable["exit_count"], reliable["reached_count"])
    table["typical_hazard_rate"] = typical.reindex(
        pd.MultiIndex.from_frame(table[COURSE])
    ).to_numpy()
    table["is_above_typical"] = above_typical(table, inputs.settings["false_discovery_rate"])
    names = ["activity_name", "activity_type", "is_position_derived"]
    return table.merge(inputs.activities[[*ACTIVITY, *names]], on=ACTIVITY)
