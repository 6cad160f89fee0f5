"""Outcomes, the funnel, positions and drop-off per activity, from sections 2.5 to 2.7."""

from functools import cache

import numpy as np
import pandas as pd
from scipy import stats

from .inputs import COURSE, DAY, LEARNER, NO_COURSE, Inputs, share

ACTIVITY = [*COURSE, "activity_id"]
MILESTONES = (20, 40, 60, 80, 100)
KINDS_OF_LABELS = {"completion": ("completed", "failed"), "dropout": ("dropped_out",)}


@cache
def touches(inputs: Inputs) -> pd.DataFrame:
    """One row per learner-course and touched activity: its first touch, actions, and the last."""
    rows = inputs.counted[inputs.counted["activity_id"].notna()]
    found = (
        rows.groupby([*LEARNER, "activity_id"], sort=False)
        .agg(first_touched_at=("acted_at", "first"), action_count=("action_count", "sum"))
        .reset_index()
    )
    last = rows.drop_duplicates(LEARNER, keep="last")[[*LEARNER, "activity_id"]]
    last = last.assign(is_last_touched=True)
    found = found.merge(last, on=[*LEARNER, "activity_id"], how="left")
    found["is_last_touched"] = found["is_last_touched"].eq(True)
    counts = inputs.activities[[*ACTIVITY, "counts_for_progress"]]
    return found.merge(counts, on=ACTIVITY, how="left")


def dim_activities(inputs: Inputs) -> pd.DataFrame:
    """One row per activity: its position where derived (the given one elsewhere) and its users.

    The rank of the median first touch over learners; ties by earliest first touch, then id;
    activities that nobody touched come last.
    """
    found = touches(inputs).assign(
        us=lambda rows: rows["first_touched_at"].astype("datetime64[us]").astype("int64")
    )
    by_activity = found.groupby(ACTIVITY)["us"].agg(["median", "min", "size"]).reset_index()
    rows = inputs.activities.drop(columns="user_count").merge(by_activity, on=ACTIVITY, how="left")
    rows = rows[rows["course_id"] != NO_COURSE]
    rows["user_count"] = rows.pop("size").fillna(0)
    rows = rows.sort_values([*COURSE, "median", "min", "activity_id"], na_position="last")
    derived = rows.groupby(COURSE).cumcount() + 1
    rows["position"] = derived.where(rows["is_position_derived"], rows["position"])
    return rows.drop(columns=["median", "min", "is_declared"]).reset_index(drop=True)


def activity_counts(inputs: Inputs) -> pd.Series:
    """Activities that count for progress, per course."""
    counting = inputs.activities[inputs.activities["counts_for_progress"].astype(bool)]
    return counting.groupby(COURSE).size().rename("course_activity_count")


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
    return rows.drop(
        columns=[
            "starts_on",
            "ends_at",
            "as_of",
            "last_acted_on",
            "label",
            "label_at",
            "is_fully_labelled",
        ]
        + ["course_activity_count", "certified_at", "goal_count", "goal_at"]
    )


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
    if (
        pd.notna(row["progress_rate"])
        and row["progress_rate"] >= settings["completed_progress_rate"]
    ):
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


def progress_funnel(inputs: Inputs) -> pd.DataFrame:
    """One row per course and step; completed stands outside the order."""
    steps = {
        "enrolled": lambda rows: len(rows),
        "started": lambda rows: rows["first_acted_at"].notna().sum(),
        **{
            f"reached_{percent}": lambda rows, c=f"reached_{percent}_at": rows[c].notna().sum()
            for percent in MILESTONES
        },
    }
    found = []
    for (source, course), rows in fct_enrollments(inputs).groupby(COURSE):
        before = None
        for number, (step, count_of) in enumerate(steps.items(), start=1):
            count = int(count_of(rows))
            found.append(
                (
                    source,
                    course,
                    number,
                    step,
                    count,
                    count / len(rows),
                    count / before if before else None,
                )
            )
            before = count
        count = int(rows["is_completed"].sum())
        found.append((source, course, None, "completed", count, count / len(rows), None))
    columns = [*COURSE, "step_number", "step", "user_count"]
    return pd.DataFrame(found, columns=[*columns, "share_of_enrolled", "share_of_previous"])


def wilson(part: pd.Series, whole: pd.Series, z: float) -> tuple[pd.Series, pd.Series]:
    """Bounds of the Wilson score interval of part / whole; null where whole is 0."""
    n = pd.Series(whole, dtype=float).where(lambda value: value > 0)
    p = part / n
    centre = p + z**2 / (2 * n)
    half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    low, high = (centre - half) / (1 + z**2 / n), (centre + half) / (1 + z**2 / n)
    return low.mask(p == 0, 0.0), high.mask(p == 1, 1.0)


def tail_bound(events: float, cases: float, rate: float) -> float:
    """Upper bound of the chance of so many events or more (Zubkov and Serov 2013)."""
    k = events - 1
    if k <= 0 or k <= cases * rate:
        return 1.0
    deviance = k * np.log(k / (cases * rate))
    deviance += (cases - k) * np.log((cases - k) / (cases * (1 - rate)))
    return float(stats.norm.sf(np.sqrt(2 * deviance)))


def above_typical(table: pd.DataFrame, rate: float) -> pd.Series:
    """Which reliable activities exceed the typical hazard, by Benjamini and Hochberg."""
    found = pd.Series(False, index=table.index)
    for _, rows in table[table["is_reliable"]].groupby(COURSE):
        figures = rows[["exit_count", "reached_count", "typical_hazard_rate"]]
        tails = [tail_bound(*row) for row in figures.itertuples(index=False)]
        found[rows.index] = stats.false_discovery_control(tails) <= rate
    return found


def activity_dropoff(inputs: Inputs) -> pd.DataFrame:
    """One row per activity of a course: who touched it, got at least there, and left there."""
    activities = dim_activities(inputs)[[*ACTIVITY, "position"]]
    dropped = fct_enrollments(inputs)[[*LEARNER, "is_dropped_out"]]
    rows = touches(inputs).merge(activities, on=ACTIVITY).merge(dropped, on=LEARNER)
    rows["is_exit"] = rows["is_last_touched"] & rows["is_dropped_out"]
    furthest = rows.groupby(LEARNER)["position"].max().reset_index()
    by_course = {course: group["position"] for course, group in furthest.groupby(COURSE)}
    table = activities
    table["reached_count"] = [
        int((by_course.get((source, course), pd.Series(dtype=float)) >= position).sum())
        for source, course, position in table[[*COURSE, "position"]].itertuples(index=False)
    ]
    by_activity = rows.groupby(ACTIVITY)
    counts = by_activity.agg(touched_count=("user_id", "size"), exit_count=("is_exit", "sum"))
    means = {
        "actions_before_exit": rows[rows["is_exit"]].groupby(ACTIVITY)["action_count"].mean(),
        "actions_of_others": rows[~rows["is_exit"]].groupby(ACTIVITY)["action_count"].mean(),
    }
    table = table.merge(counts.assign(**means).reset_index(), on=ACTIVITY, how="left")
    table[["touched_count", "exit_count"]] = table[["touched_count", "exit_count"]].fillna(0)
    table["hazard_rate"] = share(table["exit_count"], table["reached_count"])
    table["hazard_low"], table["hazard_high"] = wilson(
        table["exit_count"], table["reached_count"], inputs.settings["interval_z"]
    )
    table["is_reliable"] = table["reached_count"] >= inputs.settings["reliable_reached_count"]
    reliable = table[table["is_reliable"]].groupby(COURSE)[["exit_count", "reached_count"]].sum()
    typical = share(reliable["exit_count"], reliable["reached_count"])
    table["typical_hazard_rate"] = typical.reindex(
        pd.MultiIndex.from_frame(table[COURSE])
    ).to_numpy()
    table["is_above_typical"] = above_typical(table, inputs.settings["false_discovery_rate"])
    names = ["activity_name", "activity_type", "is_position_derived"]
    return table.merge(inputs.activities[[*ACTIVITY, *names]], on=ACTIVITY)
