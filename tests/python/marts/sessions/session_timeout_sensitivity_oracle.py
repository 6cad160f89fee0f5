"""What the sessions would be with another timeout."""

import numpy as np
import pandas as pd
from marts.completion.fct_enrollments_oracle import fct_enrollments
from marts.oracle_inputs import COURSE, LEARNER, NO_COURSE, Inputs, seconds
from marts.sessions.fct_sessions_oracle import gaps, starts


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
            correlation = spent.rank().corr(has_stayed.rank()) if varies else np.nan
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
                    "time_stayed_correlation": correlation,
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
