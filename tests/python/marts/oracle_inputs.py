"""What an oracle reads: actions, courses, activities and enrollments of a build, and settings."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import md5
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from scripts.project_settings import project_settings

COURSE = ["source_name", "course_id"]
LEARNER = [*COURSE, "user_id"]
ACTIVITY = [*COURSE, "activity_id"]
NO_COURSE = "(none)"
DAY = pd.Timedelta(days=1)


@dataclass(frozen=True, eq=False)
class Inputs:
    """Plain frames, one row per action, course, activity and enrollment; times are UTC, no zone."""

    actions: pd.DataFrame
    courses: pd.DataFrame
    activities: pd.DataFrame
    enrollments: pd.DataFrame
    settings: dict

    @cached_property
    def ordered(self) -> pd.DataFrame:
        """The actions in total order within a learner-course, with dates and counts.

        Added: the columns of the course, acted_on, course_day, course_week, hour_of_day,
        day_of_week, is_counted and learner (a number per learner-course).
        """
        return in_total_order(self.actions, self.courses, self.settings["time_zone"])

    @cached_property
    def counted(self) -> pd.DataFrame:
        """The counted actions of real courses, in total order."""
        rows = self.ordered
        return rows[rows["is_counted"] & (rows["course_id"] != NO_COURSE)].reset_index(drop=True)

    @cached_property
    def real_courses(self) -> pd.DataFrame:
        """The courses but the one that stands for none."""
        return self.courses[self.courses["course_id"] != NO_COURSE]


def read_inputs(warehouse: Path, **changed) -> Inputs:
    """The inputs of a built warehouse; `changed` are settings other than the default ones."""

    def table(name: str) -> pd.DataFrame:
        return connection.execute(f"select * from intermediate.{name}").df()

    # A view names the catalog that it was made in, so the file is opened under its own name.
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        return Inputs(
            actions=table("int_actions"),
            courses=table("int_courses"),
            activities=table("int_activities"),
            enrollments=table("int_enrollments"),
            settings=project_settings() | changed,
        )


def in_total_order(actions: pd.DataFrame, courses: pd.DataFrame, zone: str) -> pd.DataFrame:
    """See Inputs.ordered. `zone` is an IANA time zone, used where the course has clock times."""
    course_columns = ["starts_on", "as_of", "as_of_date", "time_precision", "has_clock_time"]
    rows = actions.merge(courses[[*COURSE, *course_columns]], on=COURSE, how="left")
    rows["action_key"] = hash_keys(rows["source_name"], rows["action_id"])
    rows["learner"] = rows.groupby(LEARNER, sort=True).ngroup()
    sequence = rows["sequence"].astype("Float64").astype(float).fillna(np.inf)
    ids = pd.factorize(rows["action_id"], sort=True)[0]
    rows = rows.iloc[np.lexsort([ids, sequence, rows["acted_at"], rows["learner"]])]
    rows = rows.reset_index(drop=True)
    local = rows["acted_at"].dt.tz_localize("UTC").dt.tz_convert(zone).dt.tz_localize(None)
    has_clock = rows["has_clock_time"].astype(bool)
    local = local.where(has_clock, rows["acted_at"])
    rows["acted_on"] = local.dt.normalize()
    rows["course_day"] = (rows["acted_on"] - rows["starts_on"]).dt.days
    rows["course_week"] = rows["course_day"] // 7
    rows["hour_of_day"] = local.dt.hour.where(has_clock)
    rows["day_of_week"] = (local.dt.day_of_week + 1).where(has_clock)
    rows["is_counted"] = rows["is_engagement"] & (rows["acted_at"] <= rows["as_of"])
    return rows


def hash_keys(*columns: pd.Series) -> list[str]:
    """The MD5 of each row's values with the unit separator between them."""
    return [md5("\x1f".join(row).encode()).hexdigest() for row in zip(*columns, strict=True)]


def previous(rows: pd.DataFrame, column: str) -> pd.Series:
    """The value in the learner-course's row before, null on its first; rows in total order."""
    return rows.groupby("learner", sort=False)[column].shift()


def seconds(span: pd.Series) -> pd.Series:
    """Time differences in seconds, to the microsecond."""
    return (span / pd.Timedelta(microseconds=1)).round() / 1_000_000


def share(part, whole) -> pd.Series:
    """part / whole, null where whole is 0 or null."""
    whole = pd.Series(whole, dtype=float)
    return pd.Series(part, dtype=float) / whole.where(whole != 0)
