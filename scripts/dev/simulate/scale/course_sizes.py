"""How many actions fall to which course, and to which file of it."""

from dataclasses import dataclass
from datetime import date, timedelta

LAST_DAY = date(2026, 1, 1)
ACTIONS_PER_LEARNER = 45
# A file is made in one piece: so many actions fit into memory with their windows.
ACTIONS_PER_FILE = 1_000_000
SHORTEST_WEEKS, LONGEST_WEEKS = 6, 14


@dataclass(frozen=True)
class Course:
    """One course run; `first_user` is the number of its first learner."""

    course_id: str
    starts_on: date
    week_count: int
    activity_count: int
    action_count: int
    learner_count: int
    first_user: int


@dataclass(frozen=True)
class Part:
    """The actions of some learners of a course: one file."""

    course: Course
    number: int
    action_count: int
    learner_count: int
    first_user: int


def courses(action_count: int, course_count: int, day_count: int) -> list[Course]:
    """Courses of very different size (as 1 / rank), begun throughout the days before LAST_DAY.

    Their actions sum to `action_count`. Courses without an action are left out.
    """
    found = []
    first_user = 0
    for rank, size in enumerate(_shares(action_count, course_count)):
        week_count = SHORTEST_WEEKS + rank * 5 % (LONGEST_WEEKS - SHORTEST_WEEKS + 1)
        latest = max(1, day_count - week_count * 7)
        started_days_ago = day_count - rank * 0.618034 * latest % latest
        learner_count = -(-size // ACTIONS_PER_LEARNER)
        found.append(
            Course(
                course_id=f"course-{rank + 1:03}",
                starts_on=LAST_DAY - timedelta(days=int(started_days_ago)),
                week_count=week_count,
                activity_count=30 + rank * 7 % 90,
                action_count=size,
                learner_count=learner_count,
                first_user=first_user,
            )
        )
        # Three in ten learners of a course take the next one too.
        first_user += learner_count - learner_count * 3 // 10
    return [course for course in found if course.action_count]


def parts(course: Course) -> list[Part]:
    """The files of a course, of about equal size."""
    count = -(-course.action_count // ACTIONS_PER_FILE)
    actions = _equal_shares(course.action_count, count)
    learners = _equal_shares(course.learner_count, count)
    starts = [course.first_user + sum(learners[:number]) for number in range(count)]
    return [
        Part(course, number + 1, *sizes)
        for number, sizes in enumerate(zip(actions, learners, starts, strict=True))
    ]


def _shares(total: int, count: int) -> list[int]:
    """Whole numbers as 1 / (rank + 5), the rest of the division to the first."""
    weights = [1 / (rank + 5) for rank in range(count)]
    shares = [int(total * weight / sum(weights)) for weight in weights]
    return [shares[0] + total - sum(shares), *shares[1:]]


def _equal_shares(total: int, count: int) -> list[int]:
    return [total // count + (number < total % count) for number in range(count)]
