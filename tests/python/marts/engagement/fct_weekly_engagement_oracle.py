"""Weeks with activity, and the first ones without."""

import numpy as np
import pandas as pd
from marts.engagement.fct_daily_engagement_oracle import by_period
from marts.oracle_inputs import COURSE, LEARNER, NO_COURSE, Inputs


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
