"""Attempts at problems."""

import numpy as np
import pandas as pd
from marts.oracle_inputs import LEARNER, Inputs

RESULTS = ["is_correct", "score", "attempt_number"]


def fct_problem_engagement(inputs: Inputs) -> pd.DataFrame:
    """One row per learner-course and problem submitted; first, any, best and last in total order.

    A row of several acts is as many attempts; an attempt number counts the attempts not seen.
    """
    rows = inputs.counted
    is_submit = rows["action_subcategory"].eq("submit") | rows[RESULTS].notna().any(axis=1)
    is_attempt = (rows["action_category"] == "problem") & rows["activity_id"].notna() & is_submit
    found = []
    for key, attempts in rows[is_attempt].groupby([*LEARNER, "activity_id"], sort=False):
        numbers = attempts["attempt_number"].astype("Float64").astype(float)
        so_far = np.fmax(numbers.cummax().ffill().fillna(0), attempts["action_count"].cumsum())
        verdicts = attempts["is_correct"].dropna().astype(bool)
        right = attempts["is_correct"].eq(True)
        scores = attempts["score"].dropna().tolist()
        found.append(
            {
                **dict(zip([*LEARNER, "activity_id"], key, strict=True)),
                "attempt_count": so_far.iloc[-1],
                "is_graded": bool(attempts[["is_correct", "score"]].notna().any(axis=None)),
                "is_first_correct": verdicts.iloc[0] if len(verdicts) else None,
                "is_ever_correct": verdicts.any() if len(verdicts) else None,
                "is_last_correct": verdicts.iloc[-1] if len(verdicts) else None,
                "attempts_to_correct": so_far[right].iloc[0] if right.any() else np.nan,
                "first_score": scores[0] if scores else np.nan,
                "best_score": max(scores, default=np.nan),
                "last_score": scores[-1] if scores else np.nan,
                "first_attempted_at": attempts["acted_at"].iloc[0],
                "last_attempted_at": attempts["acted_at"].iloc[-1],
            }
        )
    columns = [*LEARNER, "activity_id", "attempt_count", "is_graded", "is_first_correct"]
    columns += ["is_ever_correct", "is_last_correct", "attempts_to_correct", "first_score"]
    columns += ["best_score", "last_score", "first_attempted_at", "last_attempted_at"]
    return pd.DataFrame(found, columns=columns)
