"""Sessions and time on task: plain loops and pandas."""

from functools import cache

import numpy as np
import pandas as pd
from marts.oracle_inputs import Inputs, previous, seconds

CLOSES = ["page_close", "logout"]


@cache
def gaps(inputs: Inputs) -> pd.DataFrame:
    """One row per counted action of a course with times, in total order.

    seconds_since_previous and previous_activity_id (null on a learner's first) and follows_close:
    whether the page was closed or the user logged out since the learner's previous counted action.
    ELAT's close rule.
    """
    rows = inputs.ordered
    rows = rows[rows["time_precision"] == "second"].copy()
    is_close = ~rows["is_counted"] & rows["action_subcategory"].isin(CLOSES)
    rows["close_count"] = is_close.groupby(rows["learner"], sort=False).cumsum()
    rows = rows[rows["is_counted"]].reset_index(drop=True)
    rows["seconds_since_previous"] = seconds(rows["acted_at"] - previous(rows, "acted_at"))
    rows["previous_activity_id"] = previous(rows, "activity_id")
    rows["follows_close"] = (
        rows["close_count"] > previous(rows, "close_count").fillna(np.inf)
    ) & bool(inputs.settings["page_close_ends_session"])
    return rows


def starts(rows: pd.DataFrame, timeout_minutes: float) -> pd.Series:
    """Whether each action of gaps() opens a session: strictly more than the timeout does."""
    gap = rows["seconds_since_previous"]
    return gap.isna() | (gap > timeout_minutes * 60) | rows["follows_close"]


@cache
def sessionized(inputs: Inputs) -> pd.DataFrame:
    """gaps() with session, session_number, action_number, and time on task of each action.

    The pause after an action is credited to it if it ends within the session and lasts at most
    the cap (30 and 5 minutes; edx2bigquery's make_time_on_task).
    """
    rows = gaps(inputs).copy()
    is_start = starts(rows, inputs.settings["session_timeout_minutes"])
    rows["session"] = is_start.cumsum()
    rows["session_number"] = is_start.groupby(rows["learner"], sort=False).cumsum()
    by_session = rows.groupby("session", sort=False)
    rows["session_id"] = by_session["action_key"].transform("first")
    rows["action_number"] = by_session.cumcount() + 1
    rows["gap_after"] = (
        rows["seconds_since_previous"].where(~is_start).groupby(rows["learner"]).shift(-1)
    )
    for column, cap in (
        ("time_on_task_seconds", "time_on_task_cap_minutes"),
        ("time_on_task_low_seconds", "time_on_task_low_cap_minutes"),
    ):
        limit = inputs.settings[cap] * 60
        rows[column] = rows["gap_after"].where(rows["gap_after"] <= limit, other=0.0)
    return rows


def fct_sessions(inputs: Inputs) -> pd.DataFrame:
    """One row per session."""
    rows = sessionized(inputs)
    sessions = rows.groupby("session", sort=False).agg(
        session_id=("session_id", "first"),
        source_name=("source_name", "first"),
        course_id=("course_id", "first"),
        user_id=("user_id", "first"),
        session_number=("session_number", "first"),
        started_at=("acted_at", "first"),
        ended_at=("acted_at", "last"),
        started_on=("acted_on", "first"),
        started_course_day=("course_day", "first"),
        time_on_task_seconds=("time_on_task_seconds", "sum"),
        time_on_task_low_seconds=("time_on_task_low_seconds", "sum"),
        action_count=("action_count", "sum"),
        activity_count=("activity_id", "nunique"),
        row_count=("action_key", "size"),
    )
    by_session = rows.groupby("session", sort=False)["activity_id"]
    sessions["entry_activity_id"] = by_session.nth(0).set_axis(sessions.index)
    sessions["exit_activity_id"] = by_session.nth(-1).set_axis(sessions.index)
    sessions["duration_seconds"] = seconds(sessions["ended_at"] - sessions["started_at"])
    sessions["is_single_action"] = sessions["row_count"] == 1
    is_long = sessions["duration_seconds"] > inputs.settings["engaged_session_seconds"]
    sessions["is_engaged"] = is_long | (sessions["activity_count"] >= 2)
    return sessions.drop(columns="row_count").reset_index(drop=True)
