"""Courses, users and dates."""

import pandas as pd

from .completion import activity_counts
from .inputs import COURSE, Inputs

SPAN = {"first_acted_at": ("acted_at", "min"), "last_acted_at": ("acted_at", "max")}


def dim_courses(inputs: Inputs) -> pd.DataFrame:
    """One row per course: what the source says, its activities, users and span of activity."""
    rows = inputs.real_courses.drop(columns=["starts_on", "as_of_date", "last_observed_at"])
    parts = [
        activity_counts(inputs).rename("activity_count"),
        inputs.enrollments.groupby(COURSE).size().rename("user_count"),
        inputs.counted.groupby(COURSE).agg(**SPAN),
    ]
    for part in parts:
        rows = rows.merge(part.reset_index(), on=COURSE, how="left")
    return rows.fillna({"activity_count": 0, "user_count": 0})


def dim_users(inputs: Inputs) -> pd.DataFrame:
    """One row per user enrolled or with an action: courses, and span of activity in any course."""
    user = ["source_name", "user_id"]
    named = pd.concat([inputs.enrollments[user], inputs.actions[user]]).drop_duplicates()
    counted = inputs.ordered[inputs.ordered["is_counted"]]
    parts = [
        counted.groupby(user).agg(**SPAN),
        inputs.enrollments.groupby(user).size().rename("course_count"),
    ]
    for part in parts:
        named = named.merge(part.reset_index(), on=user, how="left")
    return named.fillna({"course_count": 0})


def dim_dates(inputs: Inputs) -> pd.DataFrame:
    """One row per day from the first to the last with a counted action."""
    days = inputs.ordered.loc[inputs.ordered["is_counted"], "acted_on"]
    rows = pd.DataFrame({"date_day": pd.date_range(days.min(), days.max())})
    day = rows["date_day"].dt
    rows["calendar_year"], rows["calendar_quarter"] = day.year, day.quarter
    rows["calendar_month"] = day.month
    rows["day_of_week"] = day.day_of_week + 1
    rows["week_starts_on"] = rows["date_day"] - pd.to_timedelta(day.day_of_week, unit="D")
    rows["is_weekend"] = rows["day_of_week"] > 5
    return rows
