"""Viewings by the rules of edX Insights, and what was seen of each video."""

import math
from collections.abc import Iterable

import numpy as np
import pandas as pd
from marts.oracle_inputs import ACTIVITY, COURSE, LEARNER, Inputs

MAX_POSITION = 36_000
MIN_VIEWING = 0.25
Event = tuple[str, float | None, float | None]


def is_position(value: float | None) -> bool:
    """Whether a position in a video can be one."""
    return value is not None and not math.isnan(value) and 0 <= value <= MAX_POSITION


def viewings(events: Iterable[Event], duration: float | None) -> list[tuple[float, float]]:
    """Start and end in the video of each viewing; events are (kind, position, new position).

    In time order. A play opens, the next pause, stop or seek closes; after a closing seek the next
    play starts where it went to, if it says so, and only that one. A pause without position means
    0; events with an impossible position are as if they were not there.
    """
    found = []
    opened: float | None = None
    sought: float | None = None
    for kind, position, target in events:
        if kind == "pause" and (position is None or math.isnan(position)):
            position = 0.0
        if not is_position(position):
            continue
        if kind == "play":
            opened, sought = (position if sought is None else sought), None
        elif kind in ("pause", "stop", "seek") and opened is not None:
            is_long = position - opened >= MIN_VIEWING
            if is_long and (duration is None or position <= duration + 1):
                found.append((opened, position))
            went = kind == "seek" and is_position(target)
            opened, sought = None, target if went else None
    return found


def union_length(spans: list[tuple[float, float]]) -> float:
    """Seconds covered by at least one span."""
    covered, end = 0.0, -math.inf
    for start, stop in sorted(spans):
        covered += max(0.0, stop - max(start, end))
        end = max(end, stop)
    return covered


def complete_segment(duration: float, width: int) -> int:
    """The segment that a complete view reaches: d = 10 -> 1, d = 100 -> 19, d = 650 -> 124."""
    return math.floor(max(duration - 30, 0.95 * duration) / width)


def played(inputs: Inputs) -> list[tuple[dict, pd.DataFrame, float | None, bool, list]]:
    """Per learner and video with a play: its key, plays, duration, has positions, viewings."""
    rows = inputs.counted
    rows = rows[(rows["action_category"] == "video") & rows["activity_id"].notna()]
    known = rows["position_seconds"].map(is_position).groupby([rows[c] for c in COURSE]).any()
    durations = inputs.activities.set_index(ACTIVITY)["duration_seconds"].to_dict()
    found = []
    for key, own in rows.groupby([*LEARNER, "activity_id"], sort=False):
        plays = own[own["action_subcategory"] == "play"]
        if plays.empty:
            continue
        source, course, _, video = key
        duration = durations.get((source, course, video))
        duration = None if duration is None or math.isnan(duration) else duration
        columns = ["action_subcategory", "position_seconds", "to_position_seconds"]
        events = own[columns].itertuples(index=False, name=None)
        named = dict(zip([*LEARNER, "activity_id"], key, strict=True))
        found.append((named, plays, duration, known[source, course], viewings(events, duration)))
    return found


def fct_video_engagement(inputs: Inputs) -> pd.DataFrame:
    """One row per learner-course and video with a play; seconds are of the video."""
    width = inputs.settings.get("video_segment_seconds", 5)
    found = []
    for key, plays, duration, has_positions, seen in played(inputs):
        total, unique = sum(end - start for start, end in seen), union_length(seen)
        rate = min(1.0, unique / duration) if duration else np.nan
        row = {
            **key,
            "play_count": plays["action_count"].sum(),
            "duration_seconds": np.nan if duration is None else duration,
            "viewing_count": len(seen),
            "watched_seconds_total": total,
            "watched_seconds_unique": unique,
            "rewatch_seconds": total - unique,
            "watched_rate": rate,
            "rewatch_day_count": plays["acted_on"].nunique() - 1,
            "is_complete_view": None,
            "first_played_at": plays["acted_at"].iloc[0],
            "last_played_at": plays["acted_at"].iloc[-1],
        }
        if duration:
            furthest = max((end for _, end in seen), default=-1)
            row["is_complete_view"] = furthest // width >= complete_segment(duration, width)
        if not has_positions:
            watched = ["viewing_count", "watched_seconds_total", "watched_seconds_unique"]
            watched += ["rewatch_seconds", "watched_rate"]
            row |= dict.fromkeys(watched, np.nan) | {"is_complete_view": None}
        found.append(row)
    return pd.DataFrame(found)
