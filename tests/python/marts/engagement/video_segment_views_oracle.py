"""How often each part of a video was seen."""

import math

import pandas as pd
from marts.engagement.fct_video_engagement_oracle import played
from marts.oracle_inputs import ACTIVITY, Inputs


def video_segment_views(inputs: Inputs) -> pd.DataFrame:
    """One row per video and segment, up to the end of the video or the furthest one watched."""
    width = inputs.settings.get("video_segment_seconds", 5)
    videos: dict[tuple, dict] = {}
    for key, _, duration, has_positions, seen in played(inputs):
        if not has_positions:
            continue
        name = tuple(key[column] for column in ACTIVITY)
        video = videos.setdefault(name, {"duration": duration, "touched": []})
        for start, end in seen:
            segments = range(math.floor(start / width), math.floor(end / width) + 1)
            video["touched"] += [(segment, key["user_id"]) for segment in segments]
    found = []
    for name, video in videos.items():
        duration = video["duration"]
        furthest = max((segment for segment, _ in video["touched"]), default=-1)
        last = furthest if duration is None else math.floor(duration / width)
        for number in range(last + 1):
            users = [user for segment, user in video["touched"] if segment == number]
            found.append(
                {
                    **dict(zip(ACTIVITY, name, strict=True)),
                    "segment_number": number,
                    "starts_at_seconds": float(number * width),
                    "user_count": len(set(users)),
                    "view_count": len(users),
                    "is_last_segment": duration is not None and number == last,
                }
            )
    columns = [*ACTIVITY, "segment_number", "starts_at_seconds", "user_count", "view_count"]
    return pd.DataFrame(found, columns=[*columns, "is_last_segment"])
