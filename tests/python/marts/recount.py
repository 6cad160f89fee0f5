"""Learners counted anew with pandas, from rows of actions and enrollments alone."""

import numpy as np
import pandas as pd
from conftest import Place

LEARNER = ["source_name", "course_id", "user_id"]
DAY = pd.Timedelta(days=1)
CATEGORIES = ["video", "problem", "reading", "discussion", "navigation"]
CATEGORIES += ["enrollment", "outcome", "session", "other"]


def counted_actions(place: Place) -> pd.DataFrame:
    """Counted actions in total order, with whether their activity counts for progress."""
    actions = place.frame(
        """select source_name, course_id, user_id, action_id, activity_id, action_category,
        action_count, acted_at, sequence, acted_on, session_id
        from marts.fct_actions where is_counted and course_id <> '(none)'"""
    )
    activities = place.frame(
        """select source_name, course_id, activity_id from intermediate.int_activities
        where counts_for_progress"""
    )
    actions = actions.merge(
        activities.assign(counts=True), on=["source_name", "course_id", "activity_id"], how="left"
    )
    actions["counts"] = actions["counts"].notna()
    return actions.sort_values(
        [*LEARNER, "acted_at", "sequence", "action_id"], na_position="last", ignore_index=True
    )


def learners(place: Place) -> pd.DataFrame:
    """Enrollments of users who acted, with what their course says of time and activities."""
    enrollments = place.frame(
        """select e.source_name, e.course_id, e.user_id, e.user_type, e.first_acted_at,
        e.last_acted_at, e.outcome, e.outcome_at, e.final_grade, u.is_outlier, c.starts_on,
        d.as_of, d.activity_count
        from marts.fct_enrollments as e
        join (select enrollment_key, is_outlier from marts.user_course_engagement) as u
            using (enrollment_key)
        join marts.dim_courses as d using (source_name, course_id)
        join intermediate.int_courses as c using (source_name, course_id)
        where e.first_acted_at is not null"""
    )
    enrollments["is_dropped_out"] = enrollments["outcome"].eq("dropped_out")
    enrollments["is_completed"] = enrollments["outcome"].eq("completed")
    return enrollments


def engagement(actions: pd.DataFrame, time_cap: int = 1800) -> pd.DataFrame:
    """What each learner did in these actions; a pause counts between two of them only."""
    pause = actions.groupby([*LEARNER, "session_id"])["acted_at"].diff().dt.total_seconds()
    actions = actions.assign(seconds=pause.where(pause <= time_cap, 0).fillna(0))
    grouped = actions.groupby(LEARNER)
    touched = actions[actions["counts"]].groupby(LEARNER)["activity_id"].nunique()
    done = grouped.agg(
        action_count=("action_count", "sum"),
        active_day_count=("acted_on", "nunique"),
        session_count=("session_id", "nunique"),
        time_on_task_seconds=("seconds", "sum"),
    ).assign(touched_activity_count=touched)
    of_category = actions.pivot_table(
        index=LEARNER, columns="action_category", values="action_count", aggfunc="sum"
    )
    for category in CATEGORIES:
        done[f"{category}_action_count"] = of_category.get(category, pd.Series(dtype="float64"))
    return done.fillna(0).reset_index()


def first_days(place: Place, landmark_day: int) -> pd.DataFrame:
    """Learners with what they did in their first days, as if nothing later had been recorded."""
    everyone = learners(place)
    actions = counted_actions(place).merge(everyone[[*LEARNER, "first_acted_at"]], on=LEARNER)
    early = actions[actions["acted_at"] - actions["first_acted_at"] < landmark_day * DAY]
    found = everyone.merge(engagement(early), on=LEARNER, validate="one_to_one")
    landmark = found["first_acted_at"] + landmark_day * DAY
    found["is_still_active"] = found["last_acted_at"] >= landmark
    found["is_decided_before"] = found["outcome_at"] < landmark
    whole = found["activity_count"].replace(0, np.nan)
    found["progress_rate"] = found["touched_activity_count"] / whole
    return found
