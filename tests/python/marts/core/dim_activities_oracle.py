"""Activities, their positions, and who touched them."""

from functools import cache

import pandas as pd
from marts.oracle_inputs import ACTIVITY, COURSE, LEARNER, NO_COURSE, Inputs


@cache
def touches(inputs: Inputs) -> pd.DataFrame:
    """One row per learner-course and touched activity: its first touch, actions, and the last."""
    rows = inputs.counted[inputs.counted["activity_id"].notna()]
    found = (
        rows.groupby([*LEARNER, "activity_id"], sort=False)
        .agg(first_touched_at=("acted_at", "first"), action_count=("action_count", "sum"))
        .reset_index()
    )
    last = rows.drop_duplicates(LEARNER, keep="last")[[*LEARNER, "activity_id"]]
    last = last.assign(is_last_touched=True)
    found = found.merge(last, on=[*LEARNER, "activity_id"], how="left")
    found["is_last_touched"] = found["is_last_touched"].eq(True)
    counts = inputs.activities[[*ACTIVITY, "counts_for_progress"]]
    return found.merge(counts, on=ACTIVITY, how="left")


def dim_activities(inputs: Inputs) -> pd.DataFrame:
    """One row per activity: its position where derived (the given one elsewhere) and its users.

    The rank of the median first touch over learners; ties by earliest first touch, then id;
    activities that nobody touched come last.
    """
    found = touches(inputs).assign(
        us=lambda rows: rows["first_touched_at"].astype("datetime64[us]").astype("int64")
    )
    by_activity = found.groupby(ACTIVITY)["us"].agg(["median", "min", "size"]).reset_index()
    rows = inputs.activities.drop(columns="user_count").merge(by_activity, on=ACTIVITY, how="left")
    rows = rows[rows["course_id"] != NO_COURSE]
    rows["user_count"] = rows.pop("size").fillna(0)
    rows = rows.sort_values([*COURSE, "median", "min", "activity_id"], na_position="last")
    derived = rows.groupby(COURSE).cumcount() + 1
    rows["position"] = derived.where(rows["is_position_derived"], rows["position"])
    return rows.drop(columns=["median", "min", "is_declared"]).reset_index(drop=True)


def activity_counts(inputs: Inputs) -> pd.Series:
    """Activities that count for progress, per course."""
    counting = inputs.activities[inputs.activities["counts_for_progress"].astype(bool)]
    return counting.groupby(COURSE).size().rename("course_activity_count")
