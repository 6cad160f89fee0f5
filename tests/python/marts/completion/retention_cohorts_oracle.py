"""Who comes back, by the week of the first action."""

import pandas as pd
from marts.completion.fct_enrollments_oracle import fct_enrollments
from marts.engagement.fct_weekly_engagement_oracle import as_of_days
from marts.oracle_inputs import COURSE, LEARNER, Inputs


def retention_cohorts(inputs: Inputs) -> pd.DataFrame:
    """One row per course, week of the first action, and week from then to that of as_of."""
    weeks = inputs.counted[[*LEARNER, "course_week"]].drop_duplicates()
    firsts = weeks.groupby(LEARNER)["course_week"].min().rename("cohort_week").reset_index()
    dropped = fct_enrollments(inputs)[[*LEARNER, "is_dropped_out"]]
    firsts = firsts.merge(dropped, on=LEARNER)
    weeks = weeks.merge(firsts, on=LEARNER)
    days = as_of_days(inputs).set_index(COURSE)
    found, cohorts = [], weeks.groupby([*COURSE, "cohort_week"])
    for (source, course, cohort), members in firsts.groupby([*COURSE, "cohort_week"]):
        own = cohorts.get_group((source, course, cohort))
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
