"""Days of a course."""

import numpy as np
import pandas as pd
from marts.engagement.fct_daily_engagement_oracle import counted_with_time
from marts.oracle_inputs import DAY, Inputs


def phase(day: pd.Timestamp, course, zone: str) -> str:
    """Third of the course that a day lies in, by days from the start to the end, else to as_of."""
    last = course.as_of_date
    if pd.notna(course.ends_at):
        last = course.ends_at.normalize()
        if course.has_clock_time:
            local = course.ends_at.tz_localize("UTC").tz_convert(zone)
            last = local.tz_localize(None).normalize()
    if day < course.starts_on or day > last:
        return "before" if day < course.starts_on else "after"
    third = (day - course.starts_on).days * 3 // ((last - course.starts_on).days + 1)
    return ["first third", "second third", "last third"][third]


def course_activity_trend(inputs: Inputs) -> pd.DataFrame:
    """One row per course and day, from the first active day to that of as_of.

    Means over 7 days take the days there are, so the first six are flagged as partial.
    """
    rows = counted_with_time(inputs)
    found = []
    for course in inputs.real_courses.itertuples():
        is_own = rows[["source_name", "course_id"]] == [course.source_name, course.course_id]
        own = rows[is_own.all(axis=1)]
        if own.empty:
            continue
        users = {day: set(of_day["user_id"]) for day, of_day in own.groupby("acted_on")}
        first = own["acted_on"].min()
        actions = own.groupby("acted_on")["action_count"].sum()
        sessions = own.groupby("acted_on")["opens_session"].sum()
        newcomers = own.groupby("user_id")["acted_on"].min().value_counts()
        is_daily = course.time_precision == "day"
        for day in pd.date_range(first, course.as_of_date):
            last_28 = [users.get(day - n * DAY, set()) for n in range(28)]
            week = len(set().union(*last_28[:7]))
            a_day = sum(map(len, last_28[:7])) / min(7, (day - first) // DAY + 1)
            is_over = day < course.as_of_date or is_daily
            found.append(
                {
                    "source_name": course.source_name,
                    "course_id": course.course_id,
                    "activity_date": day,
                    "course_phase": phase(day, course, inputs.settings["time_zone"]),
                    "active_users_1d": len(last_28[0]),
                    "active_users_7d": week,
                    "active_users_28d": len(set().union(*last_28)),
                    "is_partial_7d_window": day - 6 * DAY < first or not is_over,
                    "is_partial_window": day - 27 * DAY < first or not is_over,
                    "stickiness_rate": a_day / week if week else np.nan,
                    "action_count": actions.get(day, 0),
                    "session_count": np.nan if is_daily else sessions.get(day, 0),
                    "new_users": newcomers.get(day, 0),
                }
            )
    return pd.DataFrame(found)
