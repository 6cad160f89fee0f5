"""Users."""

import pandas as pd
from marts.core.dim_courses_oracle import SPAN
from marts.oracle_inputs import Inputs


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
