"""How many get how far."""

import pandas as pd
from marts.completion.fct_enrollments_oracle import MILESTONES, fct_enrollments
from marts.oracle_inputs import COURSE, Inputs


def progress_funnel(inputs: Inputs) -> pd.DataFrame:
    """One row per course and step; completed stands outside the order."""
    steps = {
        "enrolled": lambda rows: len(rows),
        "started": lambda rows: rows["first_acted_at"].notna().sum(),
        **{
            f"reached_{percent}": lambda rows, c=f"reached_{percent}_at": rows[c].notna().sum()
            for percent in MILESTONES
        },
    }
    found = []
    for (source, course), rows in fct_enrollments(inputs).groupby(COURSE):
        before = None
        for number, (step, count_of) in enumerate(steps.items(), start=1):
            count = int(count_of(rows))
            of_previous = count / before if before else None
            found.append((source, course, number, step, count, count / len(rows), of_previous))
            before = count
        count = int(rows["is_completed"].sum())
        found.append((source, course, None, "completed", count, count / len(rows), None))
    columns = [*COURSE, "step_number", "step", "user_count"]
    return pd.DataFrame(found, columns=[*columns, "share_of_enrolled", "share_of_previous"])
