"""Courses side by side."""

import pandas as pd
from marts.completion.activity_dropoff_oracle import wilson
from marts.completion.fct_enrollments_oracle import fct_enrollments
from marts.engagement.user_course_engagement_oracle import user_course_engagement
from marts.oracle_inputs import COURSE, LEARNER, Inputs, share


def course_comparison(inputs: Inputs) -> pd.DataFrame:
    """One row per course: shares of all enrollments and of the decided ones, and medians."""
    measures = ["active_day_count", "time_on_task_seconds", "is_at_risk"]
    given = ["first_acted_at", "progress_rate", "outcome", "is_censored"]
    rows = fct_enrollments(inputs)[[*LEARNER, *given]].merge(
        user_course_engagement(inputs)[[*LEARNER, *measures]], on=LEARNER
    )
    for outcome in ("completed", "dropped_out", "failed"):
        rows[outcome] = rows["outcome"].eq(outcome)
    rows["has_started"] = rows["first_acted_at"].notna()
    table = rows.groupby(COURSE).agg(
        enrolled_count=("user_id", "size"),
        started_count=("has_started", "sum"),
        completed_count=("completed", "sum"),
        dropped_out_count=("dropped_out", "sum"),
        failed_count=("failed", "sum"),
        censored_count=("is_censored", "sum"),
        at_risk_count=("is_at_risk", "sum"),
        median_progress_rate=("progress_rate", "median"),
        median_active_days=("active_day_count", "median"),
        median_time_on_task_seconds=("time_on_task_seconds", "median"),
    )
    by_source = rows.groupby("source_name")
    is_labelled = inputs.real_courses.groupby("source_name")["is_fully_labelled"].any()
    is_silent = is_labelled.astype(bool) & ~by_source["completed"].any()
    table = table.reset_index()
    is_unknown = table["source_name"].map(is_silent)
    table["completed_count"] = table["completed_count"].where(~is_unknown)
    decided = table["enrolled_count"] - table["censored_count"]
    for outcome in ("completed", "dropped_out"):
        count = table[f"{outcome}_count"].astype(float)
        table[f"{outcome}_rate"] = share(count, table["enrolled_count"])
        table[f"{outcome}_rate_of_decided"] = share(count, decided).where(~is_unknown)
        table[f"{outcome}_low"], table[f"{outcome}_high"] = wilson(
            count, table["enrolled_count"], inputs.settings["interval_z"]
        )
    table["censored_rate"] = share(table["censored_count"], table["enrolled_count"])
    names = ["course_name", "course_type", "as_of"]
    return table.merge(inputs.courses[[*COURSE, *names]], on=COURSE)
