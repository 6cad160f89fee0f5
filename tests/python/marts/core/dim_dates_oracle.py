"""Dates."""

import pandas as pd
from marts.oracle_inputs import Inputs


def dim_dates(inputs: Inputs) -> pd.DataFrame:
    """One row per day from the first to the last with a counted action."""
    days = inputs.ordered.loc[inputs.ordered["is_counted"], "acted_on"]
    rows = pd.DataFrame({"date_day": pd.date_range(days.min(), days.max())})
    day = rows["date_day"].dt
    rows["calendar_year"], rows["calendar_quarter"] = day.year, day.quarter
    rows["calendar_month"] = day.month
    rows["day_of_week"] = day.day_of_week + 1
    rows["week_starts_on"] = rows["date_day"] - pd.to_timedelta(day.day_of_week, unit="D")
    rows["is_weekend"] = rows["day_of_week"] > 5
    return rows
