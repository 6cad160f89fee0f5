"""Outcomes, and how far learners got."""

from functools import cache

import numpy as np
import pandas as pd
from marts.core.dim_activities_oracle import activity_counts, touches
from marts.oracle_inputs import COURSE, DAY, LEARNER, Inputs, share

MILESTONES = (20, 40, 60, 80, 100)
KINDS_OF_LABELS = {"completion": ("completed", "failed"), "dropout": ("dropped_out",)}


@cache
def fct_enrollments(inputs: Inputs) -> pd.DataFrame:
    """One row per learner-course: progress, milestones and outcome."""
    settings = inputs.settings
    courses = inputs.real_courses[[*COURSE, "starts_on", "ends_at", "is_fully_labelled", "as_of"]]
    rows = inputs.enrollments.merge(courses, on=COURSE)
    acted = inputs.counted.groupby(LEARNER).agg(
        first_acted_at=("acted_at", "min"),
        last_acted_at=("acted_at", "max"),
        last_acted_on=("acted_on", "last"),
        action_count=("action_count", "sum"),
    )
    rows = rows.merge(acted.reset_index(), on=LEARNER, how="left")
    rows["action_count"] = rows["action_count"].fillna(0)
    rows = rows.merge(activity_counts(inputs).reset_index(), on=COURSE, how="left")

    touched = touches(inputs)
    counting = touched[touched["counts_for_progress"].astype(bool)].sort_values("first_touched_at")
    counting = counting.assign(place=counting.groupby(LEARNER).cumcount() + 1)
    reached_count = counting.groupby(LEARNER).size().rename("touched_activity_count")
    rows = rows.merge(reached_count.reset_index(), on=LEARNER, how="left")
    rows["touched_activity_count"] = rows["touched_activity_count"].fillna(0)
    rows["progress_rate"] = share(rows["touched_activity_count"], rows["course_activity_count"])
    places = counting.set_index([*LEARNER, "place"])["first_touched_at"]
    for percent in MILESTONES:
        needed = np.ceil((rows["course_activity_count"] * percent).fillna(0) / 100).astype(int)
        wanted = pd.MultiIndex.from_frame(rows[LEARNER].assign(place=needed))
        rows[f"reached_{percent}_at"] = places.reindex(wanted).to_numpy()

    certificates = inputs.ordered[
        (inputs.ordered["action_category"] == "outcome")
        & (inputs.ordered["action_subcategory"] == "certificate")
        & (inputs.ordered["acted_at"] <= inputs.ordered["as_of"])
    ]
    certified = certificates.groupby(LEARNER)["acted_at"].min().rename("certified_at")
    rows = rows.merge(certified.reset_index(), on=LEARNER, how="left")
    goal = settings["completed_progress_rate"]
    rows["goal_count"] = [
        next((k for k in range(int(n) + 1) if k / n >= goal), None) if n > 0 else None
        for n in rows["course_activity_count"].fillna(0)
    ]
    goals = pd.MultiIndex.from_frame(
        rows[LEARNER].assign(place=rows["goal_count"].fillna(-1).astype(int))
    )
    rows["goal_at"] = places.reindex(goals).to_numpy()
    rows = rows.drop(columns=["has_completion_labels", "has_dropout_labels"])
    labelled = {kind: labelling_courses(rows, labels) for kind, labels in KINDS_OF_LABELS.items()}
    outcomes = [outcome_of(row, labelled, settings) for row in rows.to_dict("records")]
    decided = pd.DataFrame(
        outcomes, columns=["outcome", "outcome_basis", "outcome_at"], index=rows.index
    )
    rows = pd.concat([rows, decided.astype({"outcome_at": "datetime64[us]"})], axis=1)
    rows["is_completed"] = rows["outcome"].eq("completed")
    rows["is_dropped_out"] = rows["outcome"].eq("dropped_out")
    rows["is_censored"] = rows["outcome"].isna()

    last = touched[touched["is_last_touched"]].set_index(LEARNER)["activity_id"]
    last = last.reindex(pd.MultiIndex.from_frame(rows[LEARNER])).to_numpy()
    rows["drop_activity_id"] = pd.Series(last, index=rows.index).where(rows["is_dropped_out"])
    rows["drop_course_day"] = drop_day(rows, inputs)
    unused = ["starts_on", "ends_at", "as_of", "last_acted_on", "label", "label_at", "goal_at"]
    unused += ["is_fully_labelled", "course_activity_count", "certified_at", "goal_count"]
    return rows.drop(columns=unused)


def labelling_courses(rows: pd.DataFrame, labels: tuple[str, ...]) -> set[tuple]:
    """The courses that give anybody one of these labels."""
    return set(rows.loc[rows["label"].isin(labels), COURSE].itertuples(index=False, name=None))


def outcome_of(row: dict, labelled: dict[str, set], settings: dict) -> tuple:
    """Outcome, what it rests on and when it was reached: the first basis that decides.

    `labelled` has the courses that label completion and those that label drop-out.
    """
    course = tuple(row[column] for column in COURSE)
    if pd.notna(row["label"]):
        at = row["label_at"]
        if pd.isna(at) and row["label"] == "dropped_out":
            at = row["last_acted_at"]
        return row["label"], "label", at
    if row["is_fully_labelled"]:
        return None, None, None
    found = completion_of(row, settings)
    if found:
        return found if course not in labelled["completion"] else (None, None, None)
    if course in labelled["dropout"]:
        return None, None, None
    seen_at = row["last_acted_at"] if pd.notna(row["last_acted_at"]) else row["enrolled_at"]
    silence = settings["dropout_silence_days"] * DAY
    if pd.notna(seen_at) and row["as_of"] - seen_at >= silence:
        return "dropped_out", "inactivity", row["last_acted_at"]
    return None, None, None


def completion_of(row: dict, settings: dict) -> tuple | None:
    """Completion or failure by certificate, grade or progress, in this order."""
    if pd.notna(row["certified_at"]):
        return "completed", "certificate", row["certified_at"]
    if pd.notna(row["final_grade"]):
        if row["final_grade"] >= settings["passing_grade"]:
            return "completed", "grade", None
        has_ended = pd.notna(row["ends_at"]) and row["ends_at"] <= row["as_of"]
        if has_ended or settings["final_grades_are_final"]:
            return "failed", "grade", None
    progress = row["progress_rate"]
    if pd.notna(progress) and progress >= settings["completed_progress_rate"]:
        return "completed", "progress", row["goal_at"]
    return None


def drop_day(rows: pd.DataFrame, inputs: Inputs) -> pd.Series:
    """Days from the course's start to the drop-out, in the zone of the course; null for others."""
    at = rows["outcome_at"].where(rows["is_dropped_out"])
    clock = inputs.courses.set_index(COURSE)["has_clock_time"].astype(bool)
    has_clock = clock.reindex(pd.MultiIndex.from_frame(rows[COURSE])).to_numpy()
    zone = inputs.settings["time_zone"]
    local = at.dt.tz_localize("UTC").dt.tz_convert(zone).dt.tz_localize(None).where(has_clock, at)
    return (local.dt.normalize() - rows["starts_on"]).dt.days
