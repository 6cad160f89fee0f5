"""Days, weeks and hours with activity, from section 2.2."""

import numpy as np
import pandas as pd

from .inputs import COURSE, DAY, LEARNER, NO_COURSE, Inputs
from .sessions import sessionized

CATEGORIES = ["video", "problem", "reading", "discussion", "navigation"] + [
    "enrollment",
    "outcome",
    "session",
    "other",
]
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


def as_of_days(inputs: Inputs) -> pd.DataFrame:
    """Per course: as_of_day, the course day of as_of, and finished_day, the last over."""
    courses = inputs.real_courses
    days = (courses["as_of_date"] - courses["starts_on"]).dt.days
    is_daily = courses["time_precision"] == "day"
    return courses[COURSE].assign(as_of_day=days, finished_day=days - 1 + is_daily.astype(int))


def fct_weekly_engagement(inputs: Inputs) -> pd.DataFrame:
    """One row per learner-course and week with a counted action, and per first week without one.

    A week without actions follows an active one and is shown only when it is over.
    """
    table = by_period(inputs, ["course_week"]).sort_values([*LEARNER, "course_week"])
    table = table[table["course_id"] != NO_COURSE]
    before = table.groupby(LEARNER)["course_week"].shift()
    after = table.groupby(LEARNER)["course_week"].shift(-1)
    table["state"] = np.select(
        [before.isna(), before == table["course_week"] - 1], ["new", "retained"], "returned"
    )
    lapsed = table[after != table["course_week"] + 1].copy()
    lapsed["course_week"] += 1
    lapsed["state"] = "lapsed"
    figures = [c for c in lapsed if c not in (*LEARNER, "course_week", "state")]
    lapsed[figures] = lapsed[figures].where(lapsed[figures].isna(), 0)
    table = pd.concat([table, lapsed]).merge(as_of_days(inputs), on=COURSE)
    table["is_complete_week"] = table["finished_day"] >= 7 * (table["course_week"] + 1) - 1
    kept = (table["state"] != "lapsed") | table["is_complete_week"]
    return table[kept].drop(columns=["as_of_day", "finished_day"]).reset_index(drop=True)


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
        own = rows[
            (rows["source_name"] == course.source_name) & (rows["course_id"] == course.course_id)
        ]
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
                    "stickiness_rate": (
                        sum(map(len, last_28[:7])) / min(7, (day - first) // DAY + 1) / week
                        if week
                        else np.nan
                    ),
                    "action_count": actions.get(day, 0),
                    "session_count": np.nan if is_daily else sessions.get(day, 0),
                    "new_users": newcomers.get(day, 0),
                }
            )
    return pd.DataFrame(found)


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
