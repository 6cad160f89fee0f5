"""The learners: who they are, how engaged, when they study and what they enrol in.

All randomness of the package is `random.Random` seeded with a text: its `random()` yields the same
numbers on every machine and Python version, and each learner's draws are independent of the others.
"""

from dataclasses import dataclass
from random import Random

from scripts.dev.simulate.courses import COURSES, DAY, Course

USER_COUNT = 214
COURSE_WEIGHTS = (42, 33, 25)
# Courses that overlap in time with the one at the same place.
SECOND_COURSES = ((1,), (0, 2), (1,))
SECOND_COURSE_RATE = 0.14
NEVER_STARTS_RATE = 0.06
# Relative number of study sessions that start in each hour of the day, 0 to 23 UTC.
HOUR_WEIGHTS = (2, 1, 1, 0, 0, 1, 2, 4, 6, 8, 8, 7, 9, 8, 7, 7, 8, 10, 15, 20, 21, 17, 10, 5)
WEEKEND_SKIP_RATE = 0.4

ATTRIBUTES: dict[str, dict[str, int]] = {
    "gender": {"female": 44, "male": 46, "other": 2, "": 8},
    "age_band": {"18-24": 24, "25-34": 38, "35-44": 20, "45-54": 9, "55+": 4, "": 5},
    "education_level": {"secondary": 22, "bachelor": 40, "master": 24, "doctorate": 5, "": 9},
    "country": {"DE": 18, "US": 16, "IN": 15, "GB": 10, "BR": 9, "FR": 8, "NG": 7, "PL": 6, "": 4},
    "user_type": {"audit": 76, "verified": 24},
}


@dataclass(frozen=True)
class Learner:
    """One user; `engagement` in (0, 1) drives sessions per week, session length and persistence."""

    user_id: str
    engagement: float
    preferred_hour: int
    attributes: dict[str, str]
    courses: tuple[Course, ...]


@dataclass(frozen=True)
class Enrollment:
    """One learner in one course; `changes` are attributes that differ from those of the user."""

    learner: Learner
    course: Course
    enrolled_at: int
    starts: bool
    is_logged: bool
    changes: dict[str, str]


def population(seed: int) -> list[Learner]:
    """All learners, in the order of their ids."""
    return [_learner(number, Random(f"{seed}/{number}")) for number in range(1, USER_COUNT + 1)]


def enroll(learner: Learner, course: Course, rng: Random) -> Enrollment:
    """Draw when the learner enrols and whether they ever start; a few enrol outside the log."""
    first, last = course.enrollment_days
    noon_or_later = course.starts_at - course.starts_at % DAY + DAY // 2 + rng.randrange(DAY // 2)
    starts = rng.random() >= NEVER_STARTS_RATE
    return Enrollment(
        learner=learner,
        course=course,
        enrolled_at=noon_or_later + rng.randint(first, last) * DAY,
        starts=starts,
        is_logged=starts or rng.random() < 0.6,
        changes=_changes(learner, rng),
    )


def study_time(day: int, learner: Learner, rng: Random) -> int:
    """A second on or soon after the given day (days since 1970) at which the learner studies."""
    while (day + 3) % 7 >= 5 and rng.random() < WEEKEND_SKIP_RATE:
        day += rng.randint(1, 4)
    hour = rng.choices(range(24), HOUR_WEIGHTS)[0]
    if rng.random() < 0.6:
        hour = (learner.preferred_hour + rng.randint(-1, 1)) % 24
    return day * DAY + hour * 3600 + rng.randrange(3600)


def _learner(number: int, rng: Random) -> Learner:
    chosen = rng.choices(range(len(COURSES)), COURSE_WEIGHTS)[0]
    courses = [COURSES[chosen]]
    if rng.random() < SECOND_COURSE_RATE:
        courses.append(COURSES[rng.choice(SECOND_COURSES[chosen])])
    return Learner(
        user_id=f"u{number:03d}",
        engagement=0.03 + 0.95 * rng.random(),
        preferred_hour=rng.choices(range(24), HOUR_WEIGHTS)[0],
        attributes={
            name: rng.choices(list(words), list(words.values()))[0]
            for name, words in ATTRIBUTES.items()
        },
        courses=tuple(courses),
    )


def _changes(learner: Learner, rng: Random) -> dict[str, str]:
    changes: dict[str, str] = {}
    if learner.attributes["user_type"] == "audit" and rng.random() < 0.06:
        changes["user_type"] = "verified"
    if learner.attributes["education_level"] == "bachelor" and rng.random() < 0.06:
        changes["education_level"] = "master"
    if rng.random() < 0.05:
        changes["previous_attempts"] = str(rng.randint(1, 2))
    if rng.random() < 0.05:
        changes["disability"] = rng.choice(("true", "false"))
    return changes
