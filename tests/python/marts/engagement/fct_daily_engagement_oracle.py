"""What was done in a day, or in another period."""

import pandas as pd
from marts.oracle_inputs import LEARNER, Inputs
from marts.sessions.fct_sessions_oracle import sessionized

CATEGORIES = ["video", "problem", "reading", "discussion", "navigation"]
CATEGORIES += ["enrollment", "outcome", "session", "other"]
TIMES = ["time_on_task_seconds", "time_on_task_low_seconds"]


def counted_with_time(inputs: Inputs) -> pd.DataFrame:
    """The counted actions with their time on task and session; null in courses of whole days.

    Those of no course are among them: only marts by course leave them out.
    """
    given = sessionized(inputs)[["action_key", "session_id", "action_number", *TIMES]]
    rows = inputs.ordered[inputs.ordered["is_counted"]].merge(given, on="action_key", how="left")
    rows["opens_session"] = rows["action_number"].eq(1)
    for category in CATEGORIES:
        of_category = rows["action_category"] == category
        rows[f"{category}_action_count"] = rows["action_count"].where(of_category, 0)
    return rows


def by_period(inputs: Inputs, period: list[str]) -> pd.DataFrame:
    """One row per learner-course and period (columns of the actions): what was done in it."""
    rows = counted_with_time(inputs)
    sums = {f"{c}_action_count": (f"{c}_action_count", "sum") for c in CATEGORIES}
    table = (
        rows.groupby([*LEARNER, *period])
        .agg(
            action_count=("action_count", "sum"),
            active_day_count=("acted_on", "nunique"),
            session_count=("opens_session", "sum"),
            activity_count=("activity_id", "nunique"),
            time_on_task_seconds=("time_on_task_seconds", "sum"),
            time_on_task_low_seconds=("time_on_task_low_seconds", "sum"),
            time_precision=("time_precision", "first"),
            **sums,
        )
        .reset_index()
    )
    is_timed = table.pop("time_precision") == "second"
    for column in ["session_count", *TIMES]:
        table[column] = table[column].astype(float).where(is_timed)
    return table


def fct_daily_engagement(inputs: Inputs) -> pd.DataFrame:
    """One row per learner-course and day with a counted action."""
    return by_period(inputs, ["acted_on", "course_day"]).drop(columns="active_day_count")
