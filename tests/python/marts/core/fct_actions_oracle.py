"""Actions with their day, week, hour and session."""

import pandas as pd
from marts.oracle_inputs import Inputs
from marts.sessions.fct_sessions_oracle import sessionized

DAY_PARTS = ["night", "morning", "afternoon", "evening"]


def fct_actions(inputs: Inputs) -> pd.DataFrame:
    """One row per action, with its day, week, hour and session."""
    found = [
        *["session_id", "session_number", "action_number", "seconds_since_previous"],
        *["previous_activity_id", "follows_close"],
        *["time_on_task_seconds", "time_on_task_low_seconds"],
    ]
    given = sessionized(inputs)[["action_key", *found]]
    rows = inputs.ordered.merge(given, on="action_key", how="left")
    rows["follows_close"] = rows["follows_close"].eq(True)
    days = ["acted_on", "hour_of_day", "day_of_week", "course_day", "course_week", "is_counted"]
    rows["day_part"] = rows["hour_of_day"].floordiv(6).map(dict(enumerate(DAY_PARTS)))
    counted = rows[rows["is_counted"]]
    rows["course_action_number"] = counted.groupby("learner", sort=False).cumcount() + 1
    days += ["day_part", "course_action_number"]
    unchanged = [c for c in inputs.actions if c not in ("is_known_action_type", "source_file")]
    return rows[["action_key", *unchanged, *days, *found]]
