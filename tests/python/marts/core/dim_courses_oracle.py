"""Courses."""

import pandas as pd
from marts.core.dim_activities_oracle import activity_counts
from marts.oracle_inputs import COURSE, Inputs

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
