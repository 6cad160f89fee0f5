"""Second, independent implementations of the marts, in pandas: what each metric's definition says.

Written from the definitions of the metrics, never from the SQL in models/.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pandas as pd
from marts.completion.activity_dropoff_oracle import activity_dropoff
from marts.completion.activity_scorecard_oracle import activity_scorecard
from marts.completion.activity_transitions_oracle import activity_transitions
from marts.completion.course_comparison_oracle import course_comparison
from marts.completion.dropout_rule_agreement_oracle import dropout_rule_agreement
from marts.completion.fct_enrollments_oracle import fct_enrollments
from marts.completion.progress_funnel_oracle import progress_funnel
from marts.completion.retention_cohorts_oracle import retention_cohorts
from marts.completion.survival_curve_oracle import survival_curve
from marts.core.dim_activities_oracle import dim_activities
from marts.core.dim_courses_oracle import dim_courses
from marts.core.dim_dates_oracle import dim_dates
from marts.core.dim_users_oracle import dim_users
from marts.core.fct_actions_oracle import fct_actions
from marts.engagement.activity_heatmap_oracle import activity_heatmap
from marts.engagement.course_activity_trend_oracle import course_activity_trend
from marts.engagement.fct_daily_engagement_oracle import fct_daily_engagement
from marts.engagement.fct_problem_engagement_oracle import fct_problem_engagement
from marts.engagement.fct_video_engagement_oracle import fct_video_engagement
from marts.engagement.fct_weekly_engagement_oracle import fct_weekly_engagement
from marts.engagement.user_course_engagement_oracle import user_course_engagement
from marts.engagement.video_segment_views_oracle import video_segment_views
from marts.oracle_differences import differences, read_mart
from marts.oracle_inputs import ACTIVITY, COURSE, LEARNER, Inputs, read_inputs
from marts.sessions.fct_sessions_oracle import fct_sessions
from marts.sessions.session_gap_histogram_oracle import session_gap_histogram
from marts.sessions.session_timeout_sensitivity_oracle import session_timeout_sensitivity

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


USER_ATTRIBUTES = ["gender", "age_band", "education_level", "country", "user_type"]
ORACLES = {
    "fct_actions": Oracle(fct_actions, ["action_key"]),
    "fct_sessions": Oracle(fct_sessions, ["session_id"]),
    "session_timeout_sensitivity": Oracle(
        session_timeout_sensitivity, [*COURSE, "timeout_minutes"]
    ),
    "session_gap_histogram": Oracle(session_gap_histogram, [*COURSE, "bin_number"]),
    "fct_daily_engagement": Oracle(fct_daily_engagement, [*LEARNER, "acted_on"]),
    "course_activity_trend": Oracle(course_activity_trend, [*COURSE, "activity_date"]),
    "activity_heatmap": Oracle(
        activity_heatmap, [*COURSE, "action_category", "day_of_week", "hour_of_day"]
    ),
    "fct_weekly_engagement": Oracle(fct_weekly_engagement, [*LEARNER, "course_week"]),
    "fct_video_engagement": Oracle(fct_video_engagement, [*LEARNER, "activity_id"]),
    "video_segment_views": Oracle(video_segment_views, [*ACTIVITY, "segment_number"]),
    "fct_problem_engagement": Oracle(fct_problem_engagement, [*LEARNER, "activity_id"]),
    "user_course_engagement": Oracle(user_course_engagement, LEARNER, ["engagement_flag_reasons"]),
    "retention_cohorts": Oracle(retention_cohorts, [*COURSE, "cohort_week", "week_number"]),
    "activity_transitions": Oracle(activity_transitions, [*ACTIVITY, "next_activity_id"]),
    "dropout_rule_agreement": Oracle(dropout_rule_agreement, [*COURSE, "silence_days"]),
    "fct_enrollments": Oracle(fct_enrollments, LEARNER),
    "progress_funnel": Oracle(progress_funnel, [*COURSE, "step"]),
    "dim_activities": Oracle(dim_activities, ACTIVITY),
    "dim_courses": Oracle(dim_courses, COURSE),
    "dim_dates": Oracle(dim_dates, ["date_day"]),
    "dim_users": Oracle(dim_users, ["source_name", "user_id"], USER_ATTRIBUTES),
    "activity_dropoff": Oracle(activity_dropoff, ACTIVITY),
    "activity_scorecard": Oracle(activity_scorecard, ACTIVITY),
    "course_comparison": Oracle(course_comparison, COURSE),
    "survival_curve": Oracle(
        survival_curve,
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
