"""What a learner did in a course, how steadily, and beside the others: user_course_engagement."""

import math
from itertools import combinations, pairwise

import numpy as np
import pandas as pd
from marts.completion.fct_enrollments_oracle import fct_enrollments
from marts.core.dim_activities_oracle import touches
from marts.engagement.fct_daily_engagement_oracle import counted_with_time
from marts.engagement.fct_problem_engagement_oracle import fct_problem_engagement
from marts.engagement.fct_weekly_engagement_oracle import as_of_days
from marts.oracle_inputs import ACTIVITY, COURSE, DAY, LEARNER, Inputs, previous, seconds, share
from marts.sessions.fct_sessions_oracle import sessionized


def entropy_peak(counts: list[float], kinds: int) -> float:
    """(ln kinds - H(p)) * max(counts), H in nats: PDH with 24 hours, PWD with 7 weekdays."""
    total = sum(counts)
    entropy = -sum(n / total * math.log(n / total) for n in counts if n)
    return (math.log(kinds) - entropy) * max(counts)


def weekday_likeness(weekdays: dict[int, set[int]], last_week: int) -> float | None:
    """WS1: mean over pairs of weeks of shared weekdays by the larger number of weekdays.

    The weeks are those from the first key to last_week; a pair with an empty week is 0.
    """
    weeks = [weekdays.get(week, set()) for week in range(min(weekdays), last_week + 1)]
    pairs = list(combinations(weeks, 2))
    likeness = [len(a & b) / max(len(a), len(b)) if a and b else 0.0 for a, b in pairs]
    return sum(likeness) / len(pairs) if pairs else None


def runs(days: list[int]) -> list[tuple[int, int]]:
    """First and last day of each run of consecutive days; days sorted, each once."""
    found: list[tuple[int, int]] = []
    for day in days:
        if found and day == found[-1][1] + 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def streaks(inputs: Inputs) -> pd.DataFrame:
    """Days since the last active one, streaks and the longest gap, in days, by learner-course."""
    rows = inputs.counted
    days_after = (rows["as_of_date"] - rows["acted_on"]).dt.days
    active = rows[LEARNER].assign(day=-days_after).drop_duplicates().sort_values("day")
    found = {}
    for learner, days in active.groupby(LEARNER)["day"]:
        of_learner = runs(list(days))
        gaps = [second[0] - first[1] for first, second in pairwise(of_learner)]
        last = of_learner[-1]
        found[learner] = {
            "days_since_last": -last[1],
            "current_streak_days": last[1] - last[0] + 1 if last[1] >= -1 else 0,
            "longest_streak_days": max(end - start + 1 for start, end in of_learner),
            "longest_gap_days": max(gaps, default=1) if len(days) > 1 else np.nan,
        }
    return pd.DataFrame.from_dict(found, orient="index").rename_axis(LEARNER).reset_index()


def regularity(inputs: Inputs) -> pd.DataFrame:
    """PDH, PWD and WS1 by learner-course; only courses with clock time."""
    rows = inputs.counted[inputs.counted["has_clock_time"].astype(bool)]
    last_weeks = (as_of_days(inputs).set_index(COURSE)["as_of_day"] // 7).to_dict()
    found = {}
    for learner, own in rows.groupby(LEARNER):
        weekdays = own.groupby("course_week")["day_of_week"].agg(set).to_dict()
        peaks = {
            f"regularity_{name}": entropy_peak(list(own.groupby(part)["action_count"].sum()), kinds)
            for name, part, kinds in (("pdh", "hour_of_day", 24), ("pwd", "day_of_week", 7))
        }
        likeness = weekday_likeness(weekdays, last_weeks[learner[:2]])
        found[learner] = peaks | {"regularity_ws1": likeness}
    columns = [*LEARNER, "regularity_pdh", "regularity_pwd", "regularity_ws1"]
    if not found:
        return pd.DataFrame(columns=columns)
    return pd.DataFrame.from_dict(found, orient="index").rename_axis(LEARNER).reset_index()


def pacing(inputs: Inputs) -> pd.DataFrame:
    """Median seconds behind the median learner, by date and by the learner's own start."""
    rows = touches(inputs)
    started = inputs.counted.groupby(LEARNER)["acted_at"].min().rename("started_at")
    rows = rows.merge(started.reset_index(), on=LEARNER)
    rows["at"] = rows["first_touched_at"].astype("datetime64[us]").astype("int64") / 1e6
    rows["after_start"] = seconds(rows["first_touched_at"] - rows["started_at"])
    by_activity = rows.groupby(ACTIVITY)
    is_common = by_activity["at"].transform("size") >= inputs.settings.get("pacing_user_count", 5)
    columns = ["pacing_lag_seconds", "pacing_lag_from_start_seconds"]
    for column, name in zip(["at", "after_start"], columns, strict=True):
        rows[name] = rows[column] - by_activity[column].transform("median")
    return rows[is_common].groupby(LEARNER)[columns].median().reset_index()


def imputed_time(inputs: Inputs) -> pd.DataFrame:
    """Time on task and, for the last action of each session, a median pause within sessions.

    The learner's, else the course's, else 0.
    """
    rows = sessionized(inputs)
    is_last = rows["action_number"] == rows.groupby("session")["action_number"].transform("max")
    table = rows.assign(is_last=is_last).groupby(LEARNER)
    table = table.agg(
        spent=("time_on_task_seconds", "sum"),
        sessions=("is_last", "sum"),
        own=("gap_after", "median"),
    )
    common = rows.groupby(COURSE)["gap_after"].median().rename("common")
    table = table.reset_index().merge(common.reset_index(), on=COURSE)
    pause = table["own"].fillna(table["common"]).fillna(0)
    table["time_on_task_imputed_seconds"] = table["spent"] + table["sessions"] * pause
    return table[[*LEARNER, "time_on_task_imputed_seconds"]]


def problem_measures(inputs: Inputs) -> pd.DataFrame:
    """Problems attempted, attempts per completed one, and whether none was ever completed."""
    rows = fct_problem_engagement(inputs)
    rows["graded"] = rows["attempt_count"].where(rows["is_ever_correct"].notna(), 0)
    rows["correct"] = rows["is_ever_correct"].eq(True)
    table = rows.groupby(LEARNER).agg(
        attempted_problem_count=("activity_id", "size"),
        graded=("graded", "sum"),
        correct=("correct", "sum"),
    )
    table["attempts_per_completed"] = share(table["graded"], table["correct"])
    table["is_never_completed"] = (table["graded"] > 0) & (table["correct"] == 0)
    return table.drop(columns=["graded", "correct"]).reset_index()


def percentile(values: pd.Series, rows: pd.DataFrame) -> pd.Series:
    """(mean rank - 0.5) / n among the course's values that are not null."""
    by_course = values.groupby([rows[c] for c in COURSE])
    return (by_course.rank(method="average") - 0.5) / by_course.transform("count")


def is_outlier(counts: pd.Series, limit: float) -> pd.Series:
    """Whether the modified z-score of ln(1 + count) is above the limit; false where MAD is 0."""
    values = np.log1p(counts.astype(float))
    distance = (values - values.median()).abs()
    spread = distance.median()
    return distance * 0.6745 / spread > limit if spread > 0 else distance < 0


def recent_measures(inputs: Inputs) -> pd.DataFrame:
    """What learners active in the last 7 days did in them: problems, videos and contributions."""
    rows = inputs.counted
    rows = rows[rows["acted_on"] > rows["as_of_date"] - 7 * DAY]
    is_problem = rows["action_category"] == "problem"
    is_submit = is_problem & (
        rows["action_subcategory"].eq("submit")
        | rows[["is_correct", "score", "attempt_number"]].notna().any(axis=1)
    )
    is_play = (rows["action_category"] == "video") & (rows["action_subcategory"] == "play")
    is_post = (rows["action_category"] == "discussion") & (rows["action_subcategory"] == "write")
    activity = rows["activity_id"]
    marked = rows[LEARNER].assign(
        attempted=activity.where(is_submit),
        completed=activity.where(is_submit & rows["is_correct"].eq(True)),
        viewed=activity.where(is_play),
        posted=rows["action_count"].where(is_post, 0),
    )
    measures = {"attempted": "nunique", "completed": "nunique", "viewed": "nunique"}
    return marked.groupby(LEARNER).agg(measures | {"posted": "sum"}).reset_index()


def is_high(values: pd.Series, rows: pd.DataFrame, high: float) -> pd.Series:
    """Whether a value is at or above the course's high percentile, and that is not the low one."""
    by_course = values.groupby([rows[c] for c in COURSE])
    top = by_course.transform(lambda v: v.quantile(high))
    bottom = by_course.transform(lambda v: v.quantile(1 - high))
    return (values >= top) & (top != bottom)


def flags(inputs: Inputs, rows: pd.DataFrame) -> pd.Series:
    """The flags of each row of user_course_engagement, sorted, with comma and space between."""
    high = inputs.settings.get("high_percentile", 0.85)
    recent = recent_measures(inputs)
    measures = ["attempted", "completed", "viewed", "posted"]
    tops = pd.concat([is_high(recent[m], recent, high) for m in measures], axis=1).any(axis=1)
    engaged = set(recent.loc[tops, LEARNER].itertuples(index=False, name=None))
    struggling = is_high(rows["attempts_per_completed"], rows, high) | rows["is_never_completed"]
    first_days = inputs.counted.groupby(COURSE)["acted_on"].min()
    days = inputs.counted[[*LEARNER, "acted_on", "as_of_date"]].drop_duplicates()
    ago = (days["as_of_date"] - days["acted_on"]).dt.days
    active_before = set(days.loc[ago.between(7, 13), LEARNER].itertuples(index=False, name=None))
    found = []
    for number, row in rows.iterrows():
        learner = tuple(row[LEARNER])
        first_day = first_days.get(learner[:2])
        is_open = pd.isna(row["outcome"]) or row["outcome_basis"] == "inactivity"
        has_acted = pd.notna(row["days_since_last"])
        asked = has_acted and is_open and first_day <= row["as_of_date"] - 13 * DAY
        given = {
            "disengaging": asked and learner in active_before and row["days_since_last"] >= 7,
            "highly_engaged": learner in engaged,
            "inactive": asked and row["days_since_last"] >= 14,
            "struggling": bool(struggling[number]),
        }
        found.append(", ".join(flag for flag, holds in given.items() if holds) or None)
    return pd.Series(found, index=rows.index, dtype=object)


def user_course_engagement(inputs: Inputs) -> pd.DataFrame:
    """One row per learner-course: everything but the words of the reasons."""
    counted = counted_with_time(inputs)
    counted["is_same"] = counted["activity_id"].notna() & (
        counted["activity_id"] == previous(counted, "activity_id")
    )
    counted["with_activity"] = counted["action_count"].where(counted["activity_id"].notna(), 0)
    home = counted["action_category"] == "navigation"
    counted["is_beyond_home"] = ~home
    done = counted.groupby(LEARNER).agg(
        activity_count=("activity_id", "nunique"),
        active_day_count=("acted_on", "nunique"),
        active_week_count=("course_week", "nunique"),
        session_count=("opens_session", "sum"),
        time_on_task_seconds=("time_on_task_seconds", "sum"),
        time_on_task_low_seconds=("time_on_task_low_seconds", "sum"),
        row_count=("action_key", "size"),
        same_count=("is_same", "sum"),
        with_activity=("with_activity", "sum"),
        is_beyond_home=("is_beyond_home", "any"),
    )
    given = ["action_count", "progress_rate", "last_acted_at", "outcome", "outcome_basis"]
    rows = fct_enrollments(inputs)[[*LEARNER, *given]].merge(
        inputs.courses[[*COURSE, "as_of", "as_of_date", "time_precision"]], on=COURSE
    )
    measured = (imputed_time, streaks, regularity, pacing, problem_measures)
    for part in (done.reset_index(), *(measure(inputs) for measure in measured)):
        rows = rows.merge(part, on=LEARNER, how="left")
    timed = ["session_count", "time_on_task_seconds", "time_on_task_low_seconds"]
    timed.append("time_on_task_imputed_seconds")
    zeros = ["activity_count", "active_day_count", "active_week_count", *timed]
    zeros += ["row_count", "same_count", "with_activity", "attempted_problem_count"]
    zeros += ["current_streak_days", "longest_streak_days"]
    rows[zeros] = rows[zeros].astype(float).fillna(0)
    is_timed = rows["time_precision"] == "second"
    for column in timed:
        rows[column] = rows[column].where(is_timed)
    rows["is_never_completed"] = rows["is_never_completed"].eq(True)
    has_problems = rows.groupby(COURSE)["attempted_problem_count"].transform("sum") > 0
    rows["attempted_problem_count"] = rows["attempted_problem_count"].where(has_problems)
    has_structure = inputs.activities.groupby(COURSE)["is_declared"].any()
    wanted = pd.MultiIndex.from_frame(rows[COURSE])
    rows["is_observed_denominator"] = ~has_structure.reindex(wanted).eq(True).to_numpy()
    rows["repeat_rate"] = 1 - share(rows["activity_count"], rows["with_activity"])
    rows["same_as_previous_rate"] = share(rows["same_count"], rows["row_count"]).where(is_timed)
    has_acted = rows["last_acted_at"].notna()
    for column, name in (
        ("action_count", "action_count_percentile"),
        ("active_day_count", "active_day_percentile"),
        ("time_on_task_seconds", "time_on_task_percentile"),
        ("progress_rate", "progress_percentile"),
    ):
        rows[name] = percentile(rows[column].astype(float).where(has_acted), rows)
    limit = inputs.settings.get("outlier_z", 3.5)
    rows["is_outlier"] = False
    for _, acted in rows[has_acted].groupby(COURSE):
        rows.loc[acted.index, "is_outlier"] = is_outlier(acted["action_count"], limit)
    silence = inputs.settings.get("at_risk_silence_days", 7) * DAY
    is_open = rows["outcome"].isna() | (rows["outcome_basis"] == "inactivity")
    is_silent = rows["last_acted_at"] < rows["as_of"] - silence
    rows["is_at_risk"] = is_silent & is_open & rows.pop("is_beyond_home").eq(True)
    rows["engagement_flags"] = flags(inputs, rows)
    unused = ["outcome", "outcome_basis", "as_of", "as_of_date", "time_precision"]
    return rows.drop(columns=[*unused, "row_count", "same_count", "with_activity"])
