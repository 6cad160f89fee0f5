"""Weekdays and hours."""

import pandas as pd
from marts.oracle_inputs import COURSE, Inputs


def activity_heatmap(inputs: Inputs) -> pd.DataFrame:
    """One row per course with clock time, category it has, weekday and hour, all 168 of them."""
    rows = inputs.counted[inputs.counted["has_clock_time"].astype(bool)]
    cell = ["day_of_week", "hour_of_day"]
    kinds = rows[[*COURSE, "action_category"]].drop_duplicates()
    week = pd.MultiIndex.from_product([range(1, 8), range(24)], names=cell).to_frame(index=False)
    counted = rows.groupby([*COURSE, "action_category", *cell]).agg(
        action_count=("action_count", "sum"), user_count=("user_id", "nunique")
    )
    table = kinds.merge(week, how="cross").merge(
        counted.reset_index(), on=[*COURSE, "action_category", *cell], how="left"
    )
    return table.fillna({"action_count": 0, "user_count": 0})
