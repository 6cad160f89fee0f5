"""Retention, ways through a course, and drop-out rules beside labels, from 2.6, 2.8 and 3.1."""

import numpy as np
import pandas as pd

from .completion import fct_enrollments
from .engagement import as_of_days
from .inputs import COURSE, DAY, LEARNER, Inputs, share

RULE_DAYS = [1, 3, 7, 10, 14]


def retention_cohorts(inputs: Inputs) -> pd.DataFrame:
    """One row per course, week of the first action, and week from then to that of as_of."""
    weeks = inputs.counted[[*LEARNER, "course_week"]].drop_duplicates()
    firsts = weeks.groupby(LEARNER)["course_week"].min().rename("cohort_week").reset_index()
    dropped = fct_enrollments(inputs)[[*LEARNER, "is_dropped_out"]]
    firsts = firsts.merge(dropped, on=LEARNER)
    weeks = weeks.merge(firsts, on=LEARNER)
    days = as_of_days(inputs).set_index(COURSE)
    found = []
    for (source, course, cohort), members in firsts.groupby([*COURSE, "cohort_week"]):
        own = weeks[
            (weeks["source_name"] == source)
            & (weeks["course_id"] == course)
            & (weeks["cohort_week"] == cohort)
        ]
        last = own.groupby("user_id")["course_week"].max()
        day = days.loc[(source, course)]
        for week in range(int(cohort), int(day["as_of_day"]) // 7 + 1):
            active = int((own["course_week"] == week).sum())
            later = int((last >= week).sum())
            gone = int(members["is_dropped_out"].sum())
            found.append(
                {
                    "source_name": source,
                    "course_id": course,
                    "cohort_week": cohort,
                    "week_number": week - cohort,
                    "course_week": week,
                    "cohort_size": len(members),
                    "active_users": active,
                    "retention_rate": active / len(members),
                    "active_later_users": later,
                    "retention_later_rate": later / len(members),
                    "is_complete_week": day["finished_day"] >= 7 * (week + 1) - 1,
                    "dropped_out_users": gone,
                    "dropout_rate": gone / len(members),
                }
            )
    return pd.DataFrame(found)


def activity_transitions(inputs: Inputs) -> pd.DataFrame:
    """One row per activity and next activity of learners' consecutive actions with an activity."""
    rows = inputs.counted
    rows = rows[rows["activity_id"].notna() & (rows["time_precision"] == "second")]
    following = rows.groupby("learner", sort=False)["activity_id"].shift(-1)
    pairs = rows.assign(next_activity_id=following)[following.notna()]
    keys = [*COURSE, "activity_id"]
    table = (
        pairs.groupby([*keys, "next_activity_id"])
        .agg(action_count=("action_key", "size"), user_count=("user_id", "nunique"))
        .reset_index()
    )
    total = table.groupby(keys)["action_count"].transform("sum")
    table["transition_rate"] = share(table["action_count"], total)
    table["is_same_activity"] = table["activity_id"] == table["next_activity_id"]
    return table


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
