"""Pauses between actions."""

import numpy as np
import pandas as pd
from marts.oracle_inputs import COURSE, NO_COURSE, Inputs
from marts.sessions.fct_sessions_oracle import gaps


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
    by_bin = rows.groupby([*COURSE, bins.rename("bin_number")], dropna=False)
    table = by_bin.size().rename("gap_count").reset_index()
    table["from_seconds"] = (10 ** (table["bin_number"] * width)).fillna(0.0)
    table["to_seconds"] = (10 ** ((table["bin_number"] + 1) * width)).fillna(0.0)
    table["is_antimode"] = False
    for _, of_course in table[table["bin_number"].notna()].groupby(COURSE):
        below = of_course[of_course["from_seconds"] < timeout]
        above = of_course[of_course["from_seconds"] >= timeout]
        if below.empty or above.empty:
            continue
        modes = [below["gap_count"].idxmax(), above["gap_count"].idxmax()]
        ends = of_course.loc[modes, "bin_number"]
        between = of_course[of_course["bin_number"].between(*ends, inclusive="neither")]
        if not between.empty:
            table.loc[between["gap_count"].idxmin(), "is_antimode"] = True
    return table
