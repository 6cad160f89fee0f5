"""What an instructor needs of each activity."""

import pandas as pd
from marts.completion.activity_dropoff_oracle import activity_dropoff, wilson
from marts.engagement.fct_daily_engagement_oracle import counted_with_time
from marts.engagement.fct_problem_engagement_oracle import fct_problem_engagement
from marts.engagement.fct_video_engagement_oracle import complete_segment, fct_video_engagement
from marts.engagement.video_segment_views_oracle import video_segment_views
from marts.oracle_inputs import ACTIVITY, COURSE, LEARNER, Inputs, share


def activity_scorecard(inputs: Inputs) -> pd.DataFrame:
    """One row per activity: drop-off, time, first answers and what was watched again."""
    not_its_own = ["is_position_derived", "typical_hazard_rate", "is_above_typical"]
    rows = activity_dropoff(inputs).drop(columns=not_its_own)
    ranked = rows.sort_values(
        [*COURSE, "is_reliable", "hazard_low", "position"],
        ascending=[True, True, False, False, True],
        na_position="last",
    )
    rows["attention_rank"] = ranked.groupby(COURSE).cumcount() + 1
    spent = counted_with_time(inputs).groupby([*LEARNER, "activity_id"])["time_on_task_seconds"]
    times = spent.sum(min_count=1).groupby(ACTIVITY).median()
    problems = fct_problem_engagement(inputs)
    problems["is_first_correct"] = problems["is_first_correct"].astype(float)
    answers = problems.groupby(ACTIVITY).agg(
        graded_user_count=("is_first_correct", "count"),
        first_correct=("is_first_correct", "sum"),
        mean_attempts_to_correct=("attempts_to_correct", "mean"),
    )
    videos = fct_video_engagement(inputs)
    parts = [times.rename("median_time_on_task_seconds"), answers]
    if not videos.empty:
        videos["is_viewed"] = (videos["viewing_count"] > 0).astype(float)
        videos.loc[videos["viewing_count"].isna(), "is_viewed"] = float("nan")
        videos["is_rewatched"] = videos["rewatch_seconds"] > 0
        videos["is_complete"] = videos["is_complete_view"].eq(True)
        videos["is_decided"] = videos["is_complete_view"].notna() & (videos["viewing_count"] > 0)
        watched = {"again": ("rewatch_seconds", "sum"), "all": ("watched_seconds_total", "sum")}
        parts.append(
            videos.groupby(ACTIVITY).agg(
                watching_user_count=("is_viewed", lambda viewed: viewed.sum(min_count=1)),
                rewatching=("is_rewatched", "sum"),
                completing=("is_complete", "sum"),
                decided=("is_decided", "sum"),
                **watched,
            )
        )
    parts.append(video_ends(inputs))
    for part in parts:
        rows = rows.merge(part.reset_index(), on=ACTIVITY, how="left")
    for column in ("watching_user_count", "rewatching", "completing", "decided", "again", "all"):
        rows[column] = rows.get(column, float("nan"))
    rows["first_correct_rate"] = share(rows["first_correct"], rows["graded_user_count"])
    rows["first_correct_low"], rows["first_correct_high"] = wilson(
        rows["first_correct"], rows["graded_user_count"], inputs.settings["interval_z"]
    )
    rows["rewatching_user_rate"] = share(rows["rewatching"], rows["watching_user_count"])
    rows["rewatch_rate"] = share(rows["again"], rows["all"])
    rows["complete_view_rate"] = share(rows["completing"], rows["decided"])
    rows["video_dropoff_rate"] = 1 - share(rows["end_user_count"], rows["start_user_count"])
    helpers = ["first_correct", "rewatching", "completing", "decided", "again", "all"]
    return rows.drop(columns=helpers)


def video_ends(inputs: Inputs) -> pd.DataFrame:
    """Per video: users in its first segment and in the one that makes a view complete."""
    rows = video_segment_views(inputs).merge(
        inputs.activities[[*ACTIVITY, "duration_seconds"]], on=ACTIVITY
    )
    width = inputs.settings.get("video_segment_seconds", 5)
    length = rows["duration_seconds"].where(rows["duration_seconds"] > 0)
    rows["last"] = [
        complete_segment(seconds, width) if seconds == seconds else None for seconds in length
    ]
    users = rows["user_count"]
    rows["start_user_count"] = users.where(rows["segment_number"] == 0)
    rows["end_user_count"] = users.where(rows["segment_number"] == rows["last"])
    counts = rows.groupby(ACTIVITY)[["start_user_count", "end_user_count"]]
    return counts.max()
