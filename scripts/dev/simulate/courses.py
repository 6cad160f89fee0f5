"""The catalogue: three courses, their activities and the exit rates planted in them."""

from dataclasses import dataclass
from datetime import UTC, datetime

DAY = 86_400
BOTTLENECK_RATE = 0.2


def epoch(text: str) -> int:
    """Seconds since 1970 of a UTC time such as `2025-09-01T08:00:00`."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


# Nothing is observed from this moment on.
DATA_ENDS_AT = epoch("2025-11-24T00:00:00")


@dataclass(frozen=True)
class Activity:
    """One item of a course; `exit_rate` is the chance that an average learner leaves after it."""

    activity_id: str
    name: str
    kind: str
    position: int
    exit_rate: float
    available_at: int
    due_at: int | None
    weight: int | None
    duration_seconds: int | None

    @property
    def is_bottleneck(self) -> bool:
        """Whether clearly more learners leave here than elsewhere."""
        return self.exit_rate >= BOTTLENECK_RATE


@dataclass(frozen=True)
class Course:
    """One course run; a learner who has done the activity at `finish_position` has finished."""

    course_id: str
    name: str
    course_type: str
    starts_at: int
    ends_at: int
    enrollment_days: tuple[int, int]
    finish_position: int
    skip_rate: float
    has_certificate: bool
    has_grade: bool
    activities: tuple[Activity, ...]

    @property
    def observed_until(self) -> int:
        """The first second in which nothing of this course is seen any more."""
        return min(self.ends_at, DATA_ENDS_AT)


def _activities(
    course_id: str, starts_at: int, items: str, per_week: int | None = None
) -> tuple[Activity, ...]:
    """Parse lines `kind | name | exit rate | seconds of a video or weight of a problem`.

    With `per_week`, that many activities open each week and problems are due two weeks later.
    """
    activities: list[Activity] = []
    for position, line in enumerate(items.strip().splitlines(), start=1):
        kind, name, rate, *extra = (part.strip() for part in line.split("|"))
        number = 1 + sum(activity.kind == kind for activity in activities)
        week = (position - 1) // per_week if per_week else 0
        available_at = starts_at + week * 7 * DAY
        is_due = per_week is not None and kind == "problem"
        activities.append(
            Activity(
                activity_id=f"{course_id}-{kind[0]}{number}",
                name=name,
                kind=kind,
                position=position,
                exit_rate=float(rate),
                available_at=available_at,
                due_at=available_at + 14 * DAY if is_due else None,
                weight=int(extra[0]) if kind == "problem" else None,
                duration_seconds=int(extra[0]) if kind == "video" else None,
            )
        )
    return tuple(activities)


# Nobody is made to leave in the last tenth of a course: who has come so far wants to finish.
SQL_ITEMS = """
video | Why databases | 0.04 | 412
reading | Tables, rows and keys | 0.03
problem | First queries | 0.05 | 5
discussion | Introduce yourself | 0.03
video | Filtering and sorting | 0.02 | 548
video | Null is not zero | 0.03 | 367
reading | The order of a query | 0.02
problem | Filters | 0.03 | 10
video | Inner joins | 0.02 | 721
problem | Joins, part one | 0.30 | 10
reading | Outer joins by example | 0.02
discussion | Which join, and why | 0.02
video | Grouping | 0.02 | 634
video | Aggregates and nulls | 0.02 | 503
reading | Counting distinct things | 0.01
problem | Grouping | 0.02 | 15
video | Window functions | 0.02 | 892
problem | Windows | 0.50 | 15
reading | Ranking and running totals | 0.01
discussion | Share a query | 0.01
video | Reading a query plan | 0.02 | 655
reading | Style and readability | 0
video | Preparing for the exam | 0 | 284
problem | Final exam | 0 | 45
"""
STATISTICS_ITEMS = """
video | What a sample can say | 0.05 | 498
reading | Mean, median and spread | 0.03
problem | Describing data | 0.04 | 10
video | Chance and distributions | 0.03 | 763
reading | The normal curve | 0.02
problem | Probabilities | 0.28 | 15
video | Sampling error | 0.02 | 611
discussion | Polls in the news | 0.02
problem | Confidence intervals | 0.03 | 15
video | Testing a claim | 0.02 | 837
reading | What a p-value is not | 0.02
problem | Tests | 0.36 | 15
video | Correlation and causes | 0.02 | 574
discussion | A study you doubt | 0.01
reading | Summary and formulas | 0
problem | Final problem set | 0 | 45
"""
CHARTS_ITEMS = """
video | One chart, one question | 0.04 | 301
reading | Bars, lines and dots | 0.03
problem | Choose the chart | 0.22 | 25
video | Axes and honesty | 0.03 | 356
discussion | A chart that misled you | 0.02
reading | Colour with a purpose | 0.02
problem | Repair a chart | 0.40 | 35
video | Titles and notes | 0.02 | 248
reading | A checklist | 0
problem | Critique | 0 | 40
"""

_SQL_STARTS = epoch("2025-09-01T08:00:00")
_STATISTICS_STARTS = epoch("2025-09-15T08:00:00")
_CHARTS_STARTS = epoch("2025-10-20T08:00:00")

COURSES = (
    Course(
        course_id="sql",
        name="Practical SQL for Analysts",
        course_type="instructor_paced",
        starts_at=_SQL_STARTS,
        ends_at=epoch("2025-10-20T00:00:00"),
        enrollment_days=(-24, 8),
        finish_position=24,
        skip_rate=0.2,
        has_certificate=True,
        has_grade=False,
        activities=_activities("sql", _SQL_STARTS, SQL_ITEMS, per_week=4),
    ),
    Course(
        course_id="stats",
        name="Statistics from the Ground Up",
        course_type="self_paced",
        starts_at=_STATISTICS_STARTS,
        ends_at=epoch("2025-11-17T00:00:00"),
        enrollment_days=(-10, 40),
        finish_position=16,
        skip_rate=0.2,
        has_certificate=False,
        has_grade=True,
        activities=_activities("stats", _STATISTICS_STARTS, STATISTICS_ITEMS),
    ),
    Course(
        course_id="charts",
        name="Charts That Tell the Truth",
        course_type="micro_course",
        starts_at=_CHARTS_STARTS,
        ends_at=epoch("2025-12-08T00:00:00"),
        enrollment_days=(-7, 32),
        finish_position=9,
        skip_rate=0.0,
        has_certificate=False,
        has_grade=False,
        activities=_activities("charts", _CHARTS_STARTS, CHARTS_ITEMS),
    ),
)
