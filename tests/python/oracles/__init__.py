"""Second, independent implementations of the marts, in pandas: what each metric's definition says.

Written from the definitions of the metrics, never from the SQL in models/.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pandas as pd

from . import (
    cohorts,
    completion,
    core,
    engagement,
    overviews,
    problems,
    sessions,
    survival,
    user_course_engagement,
    video,
)
from .compare import differences, read_mart
from .inputs import COURSE, LEARNER, Inputs, read_inputs

__all__ = ["ORACLES", "Inputs", "Oracle", "check", "read_inputs"]


@dataclass(frozen=True)
class Oracle:
    """How a mart is computed a second time, the columns that name its rows, and what is not asked.

    `rows` are those of the mart that the oracle speaks of, as a pandas query.
    """

    compute: Callable[[Inputs], pd.DataFrame]
    keys: list[str]
    unasked: list[str] = field(default_factory=list)
    rows: str = ""


ACTIVITY = [*COURSE, "activity_id"]
USER_ATTRIBUTES = ["gender", "age_band", "education_level", "country", "user_type"]
ORACLES = {
    "fct_actions": Oracle(sessions.fct_actions, ["action_key"]),
    "fct_sessions": Oracle(sessions.fct_sessions, ["session_id"]),
    "session_timeout_sensitivity": Oracle(
        sessions.session_timeout_sensitivity, [*COURSE, "timeout_minutes"]
    ),
    "session_gap_histogram": Oracle(sessions.session_gap_histogram, [*COURSE, "bin_number"]),
    "fct_daily_engagement": Oracle(engagement.fct_daily_engagement, [*LEARNER, "acted_on"]),
    "course_activity_trend": Oracle(engagement.course_activity_trend, [*COURSE, "activity_date"]),
    "activity_heatmap": Oracle(
        engagement.activity_heatmap, [*COURSE, "action_category", "day_of_week", "hour_of_day"]
    ),
    "fct_weekly_engagement": Oracle(engagement.fct_weekly_engagement, [*LEARNER, "course_week"]),
    "fct_video_engagement": Oracle(video.fct_video_engagement, [*LEARNER, "activity_id"]),
    "video_segment_views": Oracle(video.video_segment_views, [*ACTIVITY, "segment_number"]),
    "fct_problem_engagement": Oracle(problems.fct_problem_engagement, [*LEARNER, "activity_id"]),
    "user_course_engagement": Oracle(
        user_course_engagement.user_course_engagement, LEARNER, ["engagement_flag_reasons"]
    ),
    "retention_cohorts": Oracle(cohorts.retention_cohorts, [*COURSE, "cohort_week", "week_number"]),
    "activity_transitions": Oracle(cohorts.activity_transitions, [*ACTIVITY, "next_activity_id"]),
    "dropout_rule_agreement": Oracle(cohorts.dropout_rule_agreement, [*COURSE, "silence_days"]),
    "fct_enrollments": Oracle(completion.fct_enrollments, LEARNER),
    "progress_funnel": Oracle(completion.progress_funnel, [*COURSE, "step"]),
    "dim_activities": Oracle(completion.dim_activities, ACTIVITY),
    "dim_courses": Oracle(core.dim_courses, COURSE),
    "dim_dates": Oracle(core.dim_dates, ["date_day"]),
    "dim_users": Oracle(core.dim_users, ["source_name", "user_id"], USER_ATTRIBUTES),
    "activity_dropoff": Oracle(completion.activity_dropoff, ACTIVITY),
    "activity_scorecard": Oracle(overviews.activity_scorecard, ACTIVITY),
    "course_comparison": Oracle(overviews.course_comparison, COURSE),
    "survival_curve": Oracle(
        survival.survival_curve,
        [*COURSE, "group_name", "course_day"],
        ["group_set"],
        rows="group_name == 'all'",
    ),
}


@cache
def expected(mart: str, inputs: Inputs) -> pd.DataFrame:
    """What the oracle of a mart says; computed once."""
    return ORACLES[mart].compute(inputs)


def check(mart: str, warehouse: Path, inputs: Inputs) -> str | None:
    """What differs between a mart of a warehouse and its oracle; None if nothing does."""
    oracle = ORACLES[mart]
    found = read_mart(warehouse, mart).drop(columns=oracle.unasked, errors="ignore")
    if oracle.rows:
        found = found.query(oracle.rows)
    keyless = [c for c in found if c.endswith("_key") and c not in oracle.keys]
    return differences(found.drop(columns=keyless), expected(mart, inputs), oracle.keys)
