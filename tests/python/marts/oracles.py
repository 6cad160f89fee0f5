"""Second, independent implementations of the marts, in pandas: what each metric's definition says.

Written from the definitions of the metrics, never from the SQL in models/.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path

import pandas as pd
from marts.oracle_differences import differences, read_mart
from marts.oracle_inputs import ACTIVITY, COURSE, LEARNER, Inputs, read_inputs

__all__ = ["ORACLES", "Inputs", "Oracle", "check", "read_inputs"]


@dataclass(frozen=True)
class Oracle:
    """The columns that name a mart's rows, and what is not asked of its second implementation.

    `rows` are those of the mart that the oracle speaks of, as a pandas query.
    """

    keys: list[str]
    unasked: list[str] = field(default_factory=list)
    rows: str = ""


def implementation(mart: str) -> Callable[[Inputs], pd.DataFrame]:
    """The function of the mart's name in <mart>_oracle.py, which lies in the mart's folder."""
    [file] = Path(__file__).parent.glob(f"*/{mart}_oracle.py")
    return getattr(import_module(f"marts.{file.parent.name}.{file.stem}"), mart)


USER_ATTRIBUTES = ["gender", "age_band", "education_level", "country", "user_type"]
ORACLES = {
    "fct_actions": Oracle(["action_key"]),
    "fct_sessions": Oracle(["session_id"]),
    "session_timeout_sensitivity": Oracle([*COURSE, "timeout_minutes"]),
    "session_gap_histogram": Oracle([*COURSE, "bin_number"]),
    "fct_daily_engagement": Oracle([*LEARNER, "acted_on"]),
    "course_activity_trend": Oracle([*COURSE, "activity_date"]),
    "activity_heatmap": Oracle([*COURSE, "action_category", "day_of_week", "hour_of_day"]),
    "fct_weekly_engagement": Oracle([*LEARNER, "course_week"]),
    "fct_video_engagement": Oracle([*LEARNER, "activity_id"]),
    "video_segment_views": Oracle([*ACTIVITY, "segment_number"]),
    "fct_problem_engagement": Oracle([*LEARNER, "activity_id"]),
    "user_course_engagement": Oracle(LEARNER, ["engagement_flag_reasons"]),
    "retention_cohorts": Oracle([*COURSE, "cohort_week", "week_number"]),
    "activity_transitions": Oracle([*ACTIVITY, "next_activity_id"]),
    "dropout_rule_agreement": Oracle([*COURSE, "silence_days"]),
    "fct_enrollments": Oracle(LEARNER),
    "progress_funnel": Oracle([*COURSE, "step"]),
    "dim_activities": Oracle(ACTIVITY),
    "dim_courses": Oracle(COURSE),
    "dim_dates": Oracle(["date_day"]),
    "dim_users": Oracle(["source_name", "user_id"], USER_ATTRIBUTES),
    "activity_dropoff": Oracle(ACTIVITY),
    "activity_scorecard": Oracle(ACTIVITY),
    "course_comparison": Oracle(COURSE),
    "survival_curve": Oracle(
        [*COURSE, "group_name", "course_day"],
        ["group_set"],
        rows="group_name == 'all'",
    ),
}


@cache
def expected(mart: str, inputs: Inputs) -> pd.DataFrame:
    """What the oracle of a mart says; computed once."""
    return implementation(mart)(inputs)


def check(mart: str, warehouse: Path, inputs: Inputs) -> str | None:
    """What differs between a mart of a warehouse and its oracle; None if nothing does."""
    oracle = ORACLES[mart]
    found = read_mart(warehouse, mart).drop(columns=oracle.unasked, errors="ignore")
    if oracle.rows:
        found = found.query(oracle.rows)
    keyless = [c for c in found if c.endswith("_key") and c not in oracle.keys]
    return differences(found.drop(columns=keyless), expected(mart, inputs), oracle.keys)
