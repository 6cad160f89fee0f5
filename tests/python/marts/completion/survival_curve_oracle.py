"""Kaplan-Meier per course with lifelines."""

import pandas as pd
from lifelines import KaplanMeierFitter
from marts.completion.fct_enrollments_oracle import fct_enrollments
from marts.oracle_inputs import COURSE, Inputs, seconds
from scipy.stats import norm

SECONDS_PER_DAY = 86_400


def survival_curve(inputs: Inputs) -> pd.DataFrame:
    """One row per course and whole day since a learner's own first action, for group `all`."""
    rows = fct_enrollments(inputs).merge(inputs.real_courses[[*COURSE, "as_of"]], on=COURSE)
    rows = rows[rows["first_acted_at"].notna()]
    end = rows["outcome_at"].where(rows["is_dropped_out"], rows["as_of"])
    rows["duration"] = seconds(end - rows["first_acted_at"])
    rows = rows[rows["duration"] >= 0]
    alpha = 2 * norm.sf(inputs.settings["interval_z"])
    curves = [
        curve(of_course["duration"], of_course["is_dropped_out"], alpha).assign(
            source_name=source, course_id=course
        )
        for (source, course), of_course in rows.groupby(COURSE)
    ]
    return pd.concat(curves, ignore_index=True).assign(group_name="all")


def curve(duration: pd.Series, is_event: pd.Series, alpha: float) -> pd.DataFrame:
    """One row per day 0, 1, … of one group; durations in seconds, interval of level 1 - alpha."""
    fitter = KaplanMeierFitter().fit(duration, is_event, alpha=alpha)
    days = range(int(duration.max() // SECONDS_PER_DAY) + 1)
    moments = [day * SECONDS_PER_DAY for day in days]
    table = pd.DataFrame({"course_day": days})
    table["at_risk_count"] = [int((duration > moment).sum()) for moment in moments]
    day_of = -(-duration // SECONDS_PER_DAY)
    table["event_count"] = [int((day_of[is_event] == day).sum()) for day in days]
    table["censored_count"] = [int((day_of[~is_event] == day).sum()) for day in days]
    table["survival_rate"] = fitter.survival_function_at_times(moments).to_numpy()
    bounds = fitter.confidence_interval_.reindex(moments, method="ffill")
    greenwood = fitter._cumulative_sq_.reindex(moments, method="ffill").to_numpy()
    is_inner = table["survival_rate"].between(0, 1, inclusive="neither")
    table["standard_error"] = (table["survival_rate"] * greenwood**0.5).where(is_inner)
    for name, column in (("survival_low", 0), ("survival_high", 1)):
        table[name] = pd.Series(bounds.iloc[:, column].to_numpy()).where(is_inner)
    return table
