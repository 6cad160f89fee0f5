"""Ways through a course."""

import pandas as pd
from marts.oracle_inputs import COURSE, Inputs, share


def activity_transitions(inputs: Inputs) -> pd.DataFrame:
    """One row per activity and next activity of learners' consecutive actions with an activity."""
    rows = inputs.counted
    rows = rows[rows["activity_id"].notna() & (rows["time_precision"] == "second")]
    following = rows.groupby("learner", sort=False)["activity_id"].shift(-1)
    pairs = rows.assign(next_activity_id=following)[following.notna()]
    keys = [*COURSE, "activity_id"]
    table = (
        pairs.groupby([*keys, "next_activity_id"])
        .agg(action_count=("action_key", "size"), user_count=("user_id", "nunique"))
        .reset_index()
    )
    total = table.groupby(keys)["action_count"].transform("sum")
    table["transition_rate"] = share(table["action_count"], total)
    table["is_same_activity"] = table["activity_id"] == table["next_activity_id"]
    return table
