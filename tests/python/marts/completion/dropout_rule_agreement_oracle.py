"""Drop-out rules beside labels."""

import numpy as np
import pandas as pd
from marts.completion.fct_enrollments_oracle import fct_enrollments
from marts.oracle_inputs import COURSE, DAY, LEARNER, Inputs

RULE_DAYS = [1, 3, 7, 10, 14]


def dropout_rule_agreement(inputs: Inputs) -> pd.DataFrame:
    """One row per course with labelled drop-outs and days of silence: the rule beside the label."""
    rows = fct_enrollments(inputs)[[*LEARNER, "last_acted_at"]]
    rows = rows.merge(inputs.enrollments[[*LEARNER, "label"]], on=LEARNER)
    rows = rows.merge(inputs.courses[[*COURSE, "as_of"]], on=COURSE)
    rows["is_labelled"] = rows["label"].eq("dropped_out")
    found = []
    for (source, course), own in rows.groupby(COURSE):
        labelled = int(own["is_labelled"].sum())
        if not labelled:
            continue
        for days in inputs.settings.get("dropout_rule_days", RULE_DAYS):
            flagged = own["as_of"] - own["last_acted_at"] >= days * DAY
            agreeing = int((flagged & own["is_labelled"]).sum())
            count = int(flagged.sum())
            found.append(
                (source, course, days, count, labelled, agreeing)
                + (agreeing / count if count else np.nan, agreeing / labelled)
            )
    columns = [*COURSE, "silence_days", "flagged_count", "labelled_count", "agreeing_count"]
    return pd.DataFrame(found, columns=[*columns, "precision_rate", "recall_rate"])
