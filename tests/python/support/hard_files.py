"""Own files full of what is hard: ties, pauses of exactly the timeout, closes, gaps in the data."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from conftest import Place, csv_text

# A zone with summer time, which begins among the actions.
HARD_SETTINGS = {"time_zone": "America/New_York"}
START = datetime(2026, 3, 2, 8)
PAUSES = [0, 0, 0, 0.1, 1, 9, 10, 12.345678, 11, 299, 300, 301, 599]
PAUSES += [1799, 1800, 1801, 3600, 86_400, 604_800]
VIDEO = ["play_video", "pause_video", "stop_video", "seek_video"]
TYPES = [*VIDEO, *VIDEO, "page_viewed", "problem_check", "problem_check", "post_created"]
TYPES += ["course_home_viewed", "page_closed", "logged_out", "a_word_nobody_knows"]
ACTIVITIES = ["v1", "v2", "p1", "p2", "p10", "t1", None]
STARTS = [0, 0, 4.9, 5, 20, 30, None, -1]
ENDS = [0.2, 5, 7.5, 10, 11.5, 30, 32, 61, 63.5, None, 40000]
DURATIONS = {"v1": 10, "v2": 62.5}
ACTION_COLUMNS = [
    *["action_id", "user_id", "course_id", "activity_id", "action_type", "acted_at"],
    *["action_count", "sequence", "is_correct", "score", "attempt_number"],
    *["position_seconds", "to_position_seconds"],
]

Row = dict[str, object]


def action_rows(choose: Callable[[Sequence], object], user_count: int, course: str) -> list[Row]:
    """Actions of a course's users, by a function that chooses from a list."""
    rows: list[Row] = []
    for user in range(user_count):
        at = START + timedelta(hours=choose(range(-30, 24 * 20)))
        activity = choose(ACTIVITIES)
        for _ in range(choose(range(1, 30))):
            kind, activity = choose(TYPES), choose([activity, activity, choose(ACTIVITIES)])
            at += timedelta(seconds=choose(PAUSES))
            row = {
                "action_id": f"{course}{len(rows):05}",
                "user_id": f"u{user}",
                "course_id": course,
                "activity_id": activity,
                "action_type": kind,
                "acted_at": at,
                "action_count": choose([1, 1, 1, 2, 7]),
                "sequence": choose([None, 9, 10, 10]),
            }
            if kind in VIDEO:
                positions = STARTS if kind == "play_video" else ENDS
                row["position_seconds"] = choose(positions)
                row["to_position_seconds"] = choose([0, 5, 20]) if kind == "seek_video" else None
            if kind == "problem_check":
                row["is_correct"] = choose([True, False, None])
                row["score"] = choose([None, 0, 0.5, 1])
                row["attempt_number"] = choose([None, 1, 2, 5])
            rows.append(row)
    return rows


def text(value: object) -> str:
    """A value as the files have it."""
    if isinstance(value, datetime):
        return value.isoformat()
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def write_table(place: Place, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """A file of one table of the source `files`."""
    lines = [",".join(text(row.get(column)) for column in columns) for row in rows]
    place.write(f"files/{table}.csv", csv_text(",".join(columns), *lines))


def write_hard_files(place: Place, seed: int = 7) -> None:
    """Courses with a declared structure, without one, in whole days, and actions without course."""
    choose = random.Random(seed).choice
    actions = [
        *action_rows(choose, 40, "plain"),
        *action_rows(choose, 40, "open"),
        *action_rows(choose, 12, ""),
    ]
    for row in action_rows(choose, 25, "days"):
        midnight = row["acted_at"].replace(hour=0, minute=0, second=0, microsecond=0)
        actions.append(row | {"acted_at": midnight})
    write_table(place, "actions", ACTION_COLUMNS, actions)
    courses = [
        {"course_id": "plain", "starts_at": START, "ends_at": START + timedelta(days=30)},
        {"course_id": "days", "starts_at": START.replace(hour=0)},
    ]
    write_table(place, "courses", ["course_id", "starts_at", "ends_at"], courses)
    activities = [
        {
            "activity_id": activity,
            "course_id": "plain",
            "activity_type": "video" if activity.startswith("v") else "other",
            "position": number,
            "duration_seconds": DURATIONS.get(activity),
        }
        for number, activity in enumerate(["p1", "v1", "v2", "t1", "p10", "never"], start=1)
    ]
    write_table(place, "activities", list(activities[0]), activities)
    enrollments = [
        {
            "user_id": f"u{user}",
            "course_id": choose(["plain", "open", "days"]),
            "enrolled_at": choose([None, START, START + timedelta(days=40)]),
            "final_grade": choose([None, None, 0.49, 0.5, 0.8]),
        }
        for user in range(60)
    ]
    write_table(place, "enrollments", list(enrollments[0]), enrollments)
