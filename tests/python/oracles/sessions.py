"""Sessions and time on task, from section 2.1 of the definitions: plain loops and pandas."""

from functools import cache

import numpy as np
import pandas as pd

from .completion import fct_enrollments
from .inputs import COURSE, LEARNER, NO_COURSE, Inputs, previous, seconds

DAY_PARTS = ["night", "morning", "afternoon", "evening"]
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
        rows[column] = rows["gap_after"].where(
            rows["gap_after"] <= inputs.settings[cap] * 60, other=0.0
        )
    return rows


def fct_actions(inputs: Inputs) -> pd.DataFrame:
    """One row per action, with its day, week, hour and session."""
    found = [
        "session_id",
        "session_number",
        "action_number",
        "seconds_since_previous",
        "previous_activity_id",
        "follows_close",
        "time_on_task_seconds",
        "time_on_task_low_seconds",
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
    is_last = ~rows["session"].duplicated(keep="last")
    sessions["entry_activity_id"] = rows.loc[
        rows["action_number"] == 1, ["session", "activity_id"]
    ].set_index("session")["activity_id"]
    sessions["exit_activity_id"] = rows.loc[is_last].set_index("session")["activity_id"]
    sessions["duration_seconds"] = seconds(sessions["ended_at"] - sessions["started_at"])
    sessions["is_single_action"] = sessions["row_count"] == 1
    sessions["is_engaged"] = (
        sessions["duration_seconds"] > inputs.settings["engaged_session_seconds"]
    ) | (sessions["activity_count"] >= 2)
    return sessions.drop(columns="row_count").reset_index(drop=True)


def session_timeout_sensitivity(inputs: Inputs) -> pd.DataFrame:
    """One row per course and timeout: what the sessions would be."""
    rows = gaps(inputs)
    rows = rows[rows["course_id"] != NO_COURSE].reset_index(drop=True)
    stayed = fct_enrollments(inputs).set_index(LEARNER)["is_dropped_out"].eq(False)
    found = []
    for timeout in sorted(inputs.settings["sensitivity_timeouts_minutes"]):
        session = starts(rows, timeout).cumsum()
        sessions = rows.groupby([*LEARNER, session.rename("session")], sort=False)["acted_at"].agg(
            ["min", "max", "size"]
        )
        sessions["duration"] = seconds(sessions["max"] - sessions["min"])
        for (source, course), of_course in sessions.groupby(level=COURSE):
            spent = of_course.groupby(level=LEARNER)["duration"].sum()
            has_stayed = stayed.reindex(spent.index).astype(float)
            varies = spent.nunique() > 1 and has_stayed.nunique() > 1
            found.append(
                {
                    "source_name": source,
                    "course_id": course,
                    "timeout_minutes": timeout,
                    "session_count": len(of_course),
                    "sessions_per_user": len(of_course) / len(spent),
                    "median_duration_seconds": float(np.median(of_course["duration"])),
                    "single_action_rate": float((of_course["size"] == 1).mean()),
                    "total_seconds": float(of_course["duration"].sum()),
                    "time_stayed_correlation": (
                        spent.rank().corr(has_stayed.rank()) if varies else np.nan
                    ),
                }
            )
    table = pd.DataFrame(found)
    by_course = table.groupby(COURSE)
    table["elasticity"] = (
        np.log(table["session_count"]).groupby([table[c] for c in COURSE]).diff()
        / np.log(table["timeout_minutes"].astype(float)).groupby([table[c] for c in COURSE]).diff()
    )
    assert len(by_course) == table[COURSE].drop_duplicates().shape[0]
    return table


def session_gap_histogram(inputs: Inputs) -> pd.DataFrame:
    """One row per course and bin of pauses, in powers of ten; pauses of 0 s have their own bin.

    The antimode is the emptiest bin with pauses between the fullest bin below the timeout and
    the fullest one above it, the shortest of equal ones.
    """
    width = float(inputs.settings["gap_bin_width"])
    timeout = inputs.settings["session_timeout_minutes"] * 60
    rows = gaps(inputs)
    rows = rows[(rows["course_id"] != NO_COURSE) & rows["seconds_since_previous"].notna()]
    pause = rows["seconds_since_previous"]
    bins = np.floor(np.log10(pause.where(pause > 0)) / width)
    table = (
        rows.groupby([*COURSE, bins.rename("bin_number")], dropna=False)
        .size()
        .rename("gap_count")
        .reset_index()
    )
    table["from_seconds"] = (10 ** (table["bin_number"] * width)).fillna(0.0)
    table["to_seconds"] = (10 ** ((table["bin_number"] + 1) * width)).fillna(0.0)
    table["is_antimode"] = False
    for _, of_course in table[table["bin_number"].notna()].groupby(COURSE):
        below = of_course[of_course["from_seconds"] < timeout]
        above = of_course[of_course["from_seconds"] >= timeout]
        if below.empty or above.empty:
            continue
        modes = [below["gap_count"].idxmax(), above["gap_count"].idxmax()]
        between = of_course[
            of_course["bin_number"].between(
                *of_course.loc[modes, "bin_number"], inclusive="neither"
            )
        ]
        if not between.empty:
            table.loc[between["gap_count"].idxmin(), "is_antimode"] = True
    return table
