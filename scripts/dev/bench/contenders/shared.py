"""What the data frame libraries lack, and what they share."""

from collections.abc import Iterable
from hashlib import md5
from pathlib import Path

LEARNER = ["user_id", "course_id"]
CATEGORIES = [
    "video",
    "problem",
    "reading",
    "discussion",
    "navigation",
    "enrollment",
    "outcome",
    "session",
    "other",
]
DAY_PARTS = ["night", "morning", "afternoon", "evening"]
MILESTONES = [20, 40, 60, 80, 100]
# Columns of the tables that the simulated files say nothing about.
ACTIONS_BLANK = {"attempt_number": "integer"}
ENROLLMENTS_BLANK = {
    **dict.fromkeys(
        ["gender", "age_band", "education_level", "country", "user_type", "disability"], "text"
    ),
    "previous_attempts": "integer",
    "final_grade": "number",
}
SESSION_TIMEOUT_SECONDS = 1800
CAP_SECONDS, LOW_CAP_SECONDS = 1800, 300
ENGAGED_SECONDS = 10


def hash_keys(*columns: Iterable[str]) -> list[str]:
    """The MD5 of each row's values, after the name of the source; neither library has MD5."""
    rows = zip(*columns, strict=True)
    return [md5("\x1f".join(("files", *row)).encode()).hexdigest() for row in rows]


def table_path(out: Path, table: str) -> Path:
    """The Parquet file of a table."""
    return out / f"{table}.parquet"
