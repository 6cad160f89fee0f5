"""The core tables in polars, a program of its own with the arguments FILES SEED OUT."""

import sys
from pathlib import Path

import polars as pl
import polars.selectors as cs

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

TYPES = {"text": pl.String, "integer": pl.Int64, "number": pl.Float64}
HELPERS = ["starts_on", "is_learner_start", "is_session_start", "row", "session_row"]


def delivered_actions(files: Path, action_types: Path) -> pl.DataFrame:
    """One row per action_id, classified, by learner in order of time; what counts comes last."""
    kinds = pl.scan_csv(action_types).filter(pl.col("source_name") == "files").drop("source_name")
    starts = pl.scan_parquet(files / "courses.parquet").select(
        "course_id", starts_on=pl.col("starts_at").dt.date()
    )
    return (
        pl.scan_parquet(files / "actions" / "*.parquet")
        .unique("action_id", keep="any")
        .join(kinds, on="action_type", how="left")
        .join(starts, on="course_id", how="left")
        .with_columns(
            pl.col("action_category").fill_null("other"), pl.col("is_engagement").fill_null(True)
        )
        .sort("is_engagement", *LEARNER, "acted_at", "sequence", "action_id")
        .collect(engine="streaming")
    )


def since(earlier: pl.Expr, later: pl.Expr) -> pl.Expr:
    """Seconds with fractions."""
    return (later - earlier).dt.total_microseconds() / 1e6


def capped(cap: int) -> pl.Expr:
    """The time that a pause adds to time on task."""
    seconds = pl.col("seconds_to_next")
    return pl.when(seconds <= cap).then(seconds).otherwise(0.0)


def last_where(flag: str, value: pl.Expr) -> pl.Expr:
    """The value at the last row that has the flag."""
    return pl.when(flag).then(value).forward_fill()


def fct_actions(delivered: pl.DataFrame) -> pl.DataFrame:
    """One row per action, with its session; and the helper columns."""
    keys = [pl.col(name) for name in ("is_engagement", *LEARNER)]
    counted = pl.col("is_engagement")
    day = pl.col("acted_at").dt.date()
    course_day = (day - pl.col("starts_on")).dt.total_days()
    hour = pl.col("acted_at").dt.hour()
    session_count = pl.col("is_session_start").cum_sum().cast(pl.Int64)
    acted_at, row = pl.col("acted_at"), pl.col("row")
    cut = (
        delivered.lazy()
        .with_columns(
            pl.any_horizontal(key != key.shift() for key in keys)
            .fill_null(True)
            .alias("is_learner_start"),
            pl.int_range(pl.len()).alias("row"),
        )
        .with_columns(
            pl.when(~pl.col("is_learner_start"))
            .then(since(acted_at.shift(), acted_at))
            .alias("seconds_since_previous")
        )
        .with_columns(
            (pl.col("seconds_since_previous") > SESSION_TIMEOUT_SECONDS)
            .fill_null(True)
            .alias("is_session_start")
        )
        .with_columns(
            last_where("is_session_start", row).alias("session_row"),
            pl.when(~pl.col("is_session_start").shift(-1, fill_value=True))
            .then(pl.col("seconds_since_previous").shift(-1))
            .alias("seconds_to_next"),
        )
        .collect()
    )
    cut = cut.with_columns(
        action_key=pl.Series(hash_keys(cut["action_id"]), dtype=pl.String),
        source_name=pl.lit("files"),
    )
    in_session = {
        "course_action_number": row - last_where("is_learner_start", row) + 1,
        "session_id": pl.col("action_key").gather(pl.col("session_row")),
        "session_number": session_count - last_where("is_learner_start", session_count) + 1,
        "action_number": row - pl.col("session_row") + 1,
        "seconds_since_previous": pl.col("seconds_since_previous"),
        "previous_activity_id": pl.when(~pl.col("is_learner_start")).then(
            pl.col("activity_id").shift()
        ),
        "time_on_task_seconds": capped(CAP_SECONDS),
        "time_on_task_low_seconds": capped(LOW_CAP_SECONDS),
    }
    return cut.with_columns(
        is_counted=counted,
        action_count=pl.lit(1, pl.Int64),
        acted_on=day,
        hour_of_day=hour.cast(pl.Int64),
        day_part=(hour // 6).replace_strict(dict(enumerate(DAY_PARTS)), return_dtype=pl.String),
        day_of_week=day.dt.weekday().cast(pl.Int64),
        course_day=course_day,
        course_week=course_day // 7,
        follows_close=pl.lit(False),
        **{name: pl.when(counted).then(value) for name, value in in_session.items()},
        **{name: pl.lit(None, TYPES[kind]) for name, kind in ACTIONS_BLANK.items()},
    ).drop("seconds_to_next")


def fct_sessions(counted: pl.DataFrame) -> pl.DataFrame:
    """One row per session, out of counted actions in order."""
    activity, acted_at = pl.col("activity_id"), pl.col("acted_at")
    return (
        counted.lazy()
        .group_by("session_row")
        .agg(
            pl.col("session_id", "source_name", *LEARNER, "session_number").first(),
            started_at=acted_at.first(),
            ended_at=acted_at.last(),
            started_on=pl.col("acted_on").first(),
            started_course_day=pl.col("course_day").first(),
            duration_seconds=since(acted_at.first(), acted_at.last()),
            time_on_task_seconds=pl.col("time_on_task_seconds").sum(),
            time_on_task_low_seconds=pl.col("time_on_task_low_seconds").sum(),
            action_count=pl.len(),
            activity_count=activity.drop_nulls().n_unique(),
            entry_activity_id=activity.first(),
            exit_activity_id=activity.last(),
        )
        .drop("session_row")
        .with_columns(
            cs.unsigned_integer().cast(pl.Int64),
            is_single_action=pl.col("action_count") == 1,
            is_engaged=(pl.col("duration_seconds") > ENGAGED_SECONDS)
            | (pl.col("activity_count") >= 2),
        )
        .collect(engine="streaming")
    )


def fct_daily_engagement(counted: pl.DataFrame, sessions: pl.DataFrame) -> pl.DataFrame:
    """One row per learner, course and day."""
    started = (
        sessions.lazy()
        .group_by(*LEARNER, acted_on="started_on")
        .agg(session_count=pl.len().cast(pl.Int64))
    )
    days = (
        counted.lazy()
        .group_by(*LEARNER, "acted_on")
        .agg(
            pl.col("source_name", "course_day").first(),
            pl.col("time_on_task_seconds", "time_on_task_low_seconds").sum(),
            action_count=pl.len(),
            activity_count=pl.col("activity_id").drop_nulls().n_unique(),
            **{
                f"{category}_action_count": (pl.col("action_category") == category).sum()
                for category in CATEGORIES
            },
        )
        .join(started, on=[*LEARNER, "acted_on"], how="left")
        .with_columns(cs.unsigned_integer().cast(pl.Int64), pl.col("session_count").fill_null(0))
        .collect(engine="streaming")
    )
    keys = hash_keys(*(days[name] for name in LEARNER), days["acted_on"].cast(pl.String))
    return days.with_columns(daily_engagement_key=pl.Series(keys, dtype=pl.String))


def fct_enrollments(counted: pl.DataFrame, files: Path) -> pl.DataFrame:
    """One row per learner and course, enrolled or active."""
    activities = pl.scan_parquet(files / "activities.parquet").select("course_id", "activity_id")
    courses = pl.scan_parquet(files / "courses.parquet").select(
        "course_id", starts_on=pl.col("starts_at").dt.date()
    )
    sizes = activities.group_by("course_id").agg(activity_count=pl.len().cast(pl.Int64))
    acted_at, outcome = pl.col("acted_at"), pl.col("outcome")
    touched = (
        counted.lazy()
        .drop_nulls("activity_id")
        .group_by(*LEARNER, "activity_id")
        .agg(acted_at.min())
        .join(activities, on=["course_id", "activity_id"], how="semi")
        .group_by(LEARNER)
        .agg(touched_at=acted_at.sort())
    )
    learners = (
        counted.lazy()
        .group_by(LEARNER)
        .agg(
            first_acted_at=acted_at.first(),
            last_acted_at=acted_at.last(),
            action_count=pl.len().cast(pl.Int64),
            last_activity_id=pl.col("activity_id").drop_nulls().last(),
        )
    )

    def reached(percent: int) -> pl.Expr:
        needed = (pl.col("activity_count") * percent / 100.0).ceil().cast(pl.Int64)
        return pl.col("touched_at").list.get(needed - 1, null_on_oob=True)

    is_dropped_out = (outcome == "dropped_out").fill_null(False)
    enrollments = (
        pl.scan_parquet(files / "enrollments.parquet")
        .join(learners, on=LEARNER, how="full", coalesce=True)
        .join(touched, on=LEARNER, how="left")
        .join(sizes, on="course_id", how="left")
        .join(courses, on="course_id", how="left")
        .with_columns(
            pl.col("action_count").fill_null(0),
            touched_activity_count=pl.col("touched_at").list.len().fill_null(0).cast(pl.Int64),
        )
        .with_columns(
            source_name=pl.lit("files"),
            progress_rate=pl.col("touched_activity_count") / pl.col("activity_count"),
            outcome_basis=pl.when(outcome.is_not_null()).then(pl.lit("label")),
            outcome_at=pl.when(is_dropped_out).then("last_acted_at"),
            is_completed=(outcome == "completed").fill_null(False),
            is_dropped_out=is_dropped_out,
            is_censored=outcome.is_null(),
            drop_activity_id=pl.when(is_dropped_out).then("last_activity_id"),
            drop_course_day=pl.when(is_dropped_out).then(
                (pl.col("last_acted_at").dt.date() - pl.col("starts_on")).dt.total_days()
            ),
            **{f"reached_{percent}_at": reached(percent) for percent in MILESTONES},
            **{name: pl.lit(None, TYPES[kind]) for name, kind in ENROLLMENTS_BLANK.items()},
        )
        .drop("touched_at", "activity_count", "starts_on", "last_activity_id")
        .collect(engine="streaming")
    )
    keys = hash_keys(enrollments["course_id"], enrollments["user_id"])
    return enrollments.with_columns(enrollment_key=pl.Series(keys, dtype=pl.String))


def main(files: Path, action_types: Path, out: Path) -> None:
    """Write the four tables as Parquet files below `out`."""
    actions = fct_actions(delivered_actions(files, action_types))
    actions.drop(HELPERS).write_parquet(table_path(out, "fct_actions"))
    counted = actions.lazy().filter("is_counted").collect()
    sessions = fct_sessions(counted)
    sessions.write_parquet(table_path(out, "fct_sessions"))
    fct_daily_engagement(counted, sessions).write_parquet(table_path(out, "fct_daily_engagement"))
    fct_enrollments(counted, files).write_parquet(table_path(out, "fct_enrollments"))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
