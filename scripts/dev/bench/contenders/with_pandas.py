"""The core tables in pandas, a program of its own with the arguments FILES SEED OUT."""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from scripts.dev.bench.contenders.shared import (
    ACTIONS_BLANK,
    CAP_SECONDS,
    CATEGORIES,
    DAY_PARTS,
    ENGAGED_SECONDS,
    ENROLLMENTS_BLANK,
    LEARNER,
    LOW_CAP_SECONDS,
    MILESTONES,
    SESSION_TIMEOUT_SECONDS,
    hash_keys,
    table_path,
)

TYPES = {"text": "str", "integer": "Int64", "number": "float64"}
HELPERS = ["starts_on", "session_row"]


def starting_days(files: Path) -> pd.Series:
    """The midnight at which each course starts, by course_id."""
    courses = pd.read_parquet(files / "courses.parquet", columns=["course_id", "starts_at"])
    return courses.set_index("course_id")["starts_at"].dt.normalize()


def delivered_actions(files: Path, action_types: Path) -> pd.DataFrame:
    """One row per action_id, classified, by learner in order of time; what counts comes last."""
    actions = pd.read_parquet(files / "actions").drop_duplicates("action_id")
    for name in (*LEARNER, "activity_id", "action_type"):
        actions[name] = actions[name].astype("category")
    kinds = pd.read_csv(action_types).query("source_name == 'files'").set_index("action_type")
    kind = kinds.reindex(actions["action_type"].cat.categories)
    code = actions["action_type"].cat.codes.to_numpy()
    category = kind["action_category"].fillna("other").astype("category")
    actions["action_category"] = category.array.take(code)
    actions["action_subcategory"] = kind["action_subcategory"].astype("category").array.take(code)
    is_engagement = kind["is_engagement"].astype("boolean").fillna(True).to_numpy(bool)
    actions["is_engagement"] = is_engagement[code]
    starts = starting_days(files).reindex(actions["course_id"].cat.categories).to_numpy()
    actions["starts_on"] = starts[actions["course_id"].cat.codes]
    order = ["is_engagement", *LEARNER, "acted_at", "sequence", "action_id"]
    return actions.sort_values(order, ignore_index=True)


def last_where(flag: pd.Series, value: pd.Series) -> pd.Series:
    """The value at the last row that has the flag; the first row has it."""
    rows = np.maximum.accumulate(np.where(flag, np.arange(len(flag)), 0))
    return pd.Series(value.array.take(rows), index=flag.index)


def capped(seconds: pd.Series, cap: int) -> pd.Series:
    """The time that a pause adds to time on task."""
    return seconds.where(seconds <= cap, 0.0)


def fct_actions(actions: pd.DataFrame) -> pd.DataFrame:
    """One row per action, with its session; and the helper columns."""
    counted, acted_at = actions["is_engagement"], actions["acted_at"]
    keys = [counted, *(actions[name].cat.codes for name in LEARNER)]
    is_learner_start = pd.concat([key != key.shift() for key in keys], axis="columns").any(axis=1)
    seconds = acted_at.diff().dt.total_seconds().mask(is_learner_start)
    is_session_start = is_learner_start | (seconds > SESSION_TIMEOUT_SECONDS)
    row = pd.Series(np.arange(len(actions)))
    session_row = last_where(is_session_start, row)
    session_count = is_session_start.cumsum()
    to_next = seconds.shift(-1).mask(is_session_start.shift(-1, fill_value=True))
    action_key = pd.Series(hash_keys(actions["action_id"]), dtype="str")
    day = acted_at.dt.normalize()
    course_day = (day - actions["starts_on"]).dt.days
    hour = acted_at.dt.hour
    in_session = {
        "course_action_number": (row - last_where(is_learner_start, row) + 1).astype("Int64"),
        "session_id": pd.Series(action_key.array.take(session_row)),
        "session_number": (session_count - last_where(is_learner_start, session_count) + 1).astype(
            "Int64"
        ),
        "action_number": (row - session_row + 1).astype("Int64"),
        "seconds_since_previous": seconds,
        "previous_activity_id": actions["activity_id"].shift().mask(is_learner_start),
        "time_on_task_seconds": capped(to_next, CAP_SECONDS),
        "time_on_task_low_seconds": capped(to_next, LOW_CAP_SECONDS),
    }
    return actions.assign(
        action_key=action_key,
        source_name="files",
        is_counted=counted,
        action_count=1,
        acted_on=day,
        hour_of_day=hour,
        day_part=pd.Categorical.from_codes(hour // 6, DAY_PARTS),
        day_of_week=acted_at.dt.day_of_week + 1,
        course_day=course_day,
        course_week=course_day // 7,
        follows_close=False,
        session_row=session_row,
        **{name: value.where(counted) for name, value in in_session.items()},
        **{name: blank(len(actions), kind) for name, kind in ACTIONS_BLANK.items()},
    )


def blank(count: int, kind: str) -> pd.Series:
    """A column without a value."""
    return pd.Series([None] * count, dtype=TYPES[kind])


def fct_sessions(counted: pd.DataFrame) -> pd.DataFrame:
    """One row per session, out of counted actions in order."""
    grouped = counted.groupby("session_row", sort=False)
    # `first` and `last` skip missing values; those of the outer actions may be missing.
    firsts = counted.drop_duplicates("session_row").set_index("session_row")
    lasts = counted.drop_duplicates("session_row", keep="last").set_index("session_row")
    sessions = firsts[["session_id", "source_name", *LEARNER, "session_number"]].assign(
        started_at=firsts["acted_at"],
        ended_at=lasts["acted_at"],
        started_on=firsts["acted_on"],
        started_course_day=firsts["course_day"],
        duration_seconds=(lasts["acted_at"] - firsts["acted_at"]).dt.total_seconds(),
        time_on_task_seconds=grouped["time_on_task_seconds"].sum(),
        time_on_task_low_seconds=grouped["time_on_task_low_seconds"].sum(),
        action_count=grouped.size(),
        activity_count=distinct_activities(counted, ["session_row"]),
        entry_activity_id=firsts["activity_id"],
        exit_activity_id=lasts["activity_id"],
    )
    sessions["activity_count"] = sessions["activity_count"].fillna(0).astype("int64")
    return sessions.assign(
        is_single_action=sessions["action_count"] == 1,
        is_engaged=(sessions["duration_seconds"] > ENGAGED_SECONDS)
        | (sessions["activity_count"] >= 2),
    ).reset_index(drop=True)


def distinct_activities(counted: pd.DataFrame, by: list[str]) -> pd.Series:
    """How many activities each group touches; groups that touch none are left out."""
    touched = counted[[*by, "activity_id"]].dropna().drop_duplicates()
    return touched.groupby(by, observed=True).size()


def fct_daily_engagement(counted: pd.DataFrame, sessions: pd.DataFrame) -> pd.DataFrame:
    """One row per learner, course and day."""
    by = [*LEARNER, "acted_on"]
    is_of = {
        f"{category}_action_count": counted["action_category"] == category
        for category in CATEGORIES
    }
    sums = [*is_of, "time_on_task_seconds", "time_on_task_low_seconds"]
    grouped = counted.assign(**is_of).groupby(by, observed=True)
    days = (
        grouped[sums]
        .sum()
        .assign(
            source_name="files", course_day=grouped["course_day"].min(), action_count=grouped.size()
        )
    )
    started = sessions.rename(columns={"started_on": "acted_on"}).groupby(by, observed=True).size()
    counts = {
        "session_count": started,
        "activity_count": distinct_activities(counted, by),
    }
    for name, count in counts.items():
        days[name] = count.reindex(days.index, fill_value=0)
    days = days.reset_index()
    texts = [days["user_id"], days["course_id"], days["acted_on"].dt.strftime("%Y-%m-%d")]
    return days.assign(daily_engagement_key=hash_keys(*texts))


def fct_enrollments(counted: pd.DataFrame, files: Path) -> pd.DataFrame:
    """One row per learner and course, enrolled or active."""
    activities = pd.read_parquet(files / "activities.parquet", columns=["course_id", "activity_id"])
    texts = counted[[*LEARNER, "activity_id", "acted_at"]]
    touched = (
        texts.dropna()
        .drop_duplicates([*LEARNER, "activity_id"])
        .astype(dict.fromkeys([*LEARNER, "activity_id"], "str"))
    )
    touched = touched.merge(activities, on=["course_id", "activity_id"])
    touched = touched.sort_values([*LEARNER, "acted_at"])
    touched["place"] = touched.groupby(LEARNER).cumcount() + 1
    sizes = activities.groupby("course_id").size()
    learners = counted.groupby(LEARNER, observed=True).agg(
        first_acted_at=("acted_at", "min"),
        last_acted_at=("acted_at", "max"),
        action_count=("acted_at", "size"),
        last_activity_id=("activity_id", "last"),
    )
    learners = learners.reset_index().astype(dict.fromkeys([*LEARNER, "last_activity_id"], "str"))
    enrollments = pd.read_parquet(files / "enrollments.parquet").merge(
        learners, on=LEARNER, how="outer"
    )
    counts = touched.groupby(LEARNER).size().rename("touched_activity_count")
    enrollments = enrollments.join(counts, on=LEARNER)
    needed_of_all = touched["course_id"].map(sizes)
    for percent in MILESTONES:
        needed = np.ceil(needed_of_all * percent / 100.0)
        reached = touched[touched["place"] == needed].set_index(LEARNER)["acted_at"]
        enrollments = enrollments.join(reached.rename(f"reached_{percent}_at"), on=LEARNER)
    for name in ("action_count", "touched_activity_count"):
        enrollments[name] = enrollments[name].fillna(0).astype("int64")
    outcome, last_acted_at = enrollments["outcome"], enrollments["last_acted_at"]
    is_dropped_out = (outcome == "dropped_out").fillna(False)
    starts_on = enrollments["course_id"].map(starting_days(files))
    return enrollments.assign(
        enrollment_key=hash_keys(enrollments["course_id"], enrollments["user_id"]),
        source_name="files",
        progress_rate=enrollments["touched_activity_count"] / enrollments["course_id"].map(sizes),
        outcome_basis=pd.Series("label", index=outcome.index).where(outcome.notna()),
        outcome_at=last_acted_at.where(is_dropped_out),
        is_completed=(outcome == "completed").fillna(False),
        is_dropped_out=is_dropped_out,
        is_censored=outcome.isna(),
        drop_activity_id=enrollments["last_activity_id"].where(is_dropped_out),
        drop_course_day=(last_acted_at.dt.normalize() - starts_on)
        .dt.days.where(is_dropped_out)
        .astype("Int64"),
        **{name: blank(len(enrollments), kind) for name, kind in ENROLLMENTS_BLANK.items()},
    ).drop(columns="last_activity_id")


def main(files: Path, action_types: Path, out: Path) -> None:
    """Write the four tables as Parquet files below `out`."""
    actions = fct_actions(delivered_actions(files, action_types))
    actions.drop(columns=HELPERS).to_parquet(table_path(out, "fct_actions"), index=False)
    counted = actions[actions["is_counted"]]
    del actions
    sessions = fct_sessions(counted)
    tables = {
        "fct_sessions": sessions,
        "fct_daily_engagement": fct_daily_engagement(counted, sessions),
        "fct_enrollments": fct_enrollments(counted, files),
    }
    for name, table in tables.items():
        table.to_parquet(table_path(out, name), index=False)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
