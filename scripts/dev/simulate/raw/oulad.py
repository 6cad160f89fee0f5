"""OULAD: the seven files with clicks summed per day, which is the finest they know.

Every presentation starts on the same day, so the days of each course move; some sums stand in two
equal rows, which must be added and not be taken for one.
"""

import csv
import io
from collections import Counter
from datetime import date, timedelta

from scripts.dev.simulate.courses import COURSES, DAY, Course
from scripts.dev.simulate.journeys import Journey
from scripts.dev.simulate.raw.plan import (
    ALL_ACTIVITIES,
    Ids,
    Plan,
    Written,
    activity_of,
    course_of,
    learner_of,
    number_of,
)
from scripts.dev.simulate.tables import Row

FOLDER = "oulad"
MODULES, PRESENTATION = {"sql": "AAA", "stats": "BBB", "charts": "CCC"}, "2025J"
STARTS_ON = date(2025, 10, 1)
SITE_TYPES = {
    "video": "oucontent",
    "reading": "resource",
    "problem": "quiz",
    "discussion": "forumng",
    "home": "homepage",
}
SITE_WORDS = {
    "oucontent": "page_viewed",
    "resource": "page_viewed",
    "quiz": "problem_submitted",
    "forumng": "thread_viewed",
    "homepage": "course_home_viewed",
}
WORDS = {
    "course_home_viewed": ("course_home_viewed",),
    "play_video": ("page_viewed",),
    "pause_video": ("page_viewed",),
    "seek_video": ("page_viewed",),
    "page_viewed": ("page_viewed",),
    "problem_submitted": ("problem_submitted",),
    "thread_viewed": ("thread_viewed",),
    "post_created": ("thread_viewed",),
}
HEADERS = {
    "courses": "code_module code_presentation module_presentation_length",
    "assessments": "code_module code_presentation id_assessment assessment_type date weight",
    "vle": "id_site code_module code_presentation activity_type week_from week_to",
    "studentInfo": "code_module code_presentation id_student gender region highest_education "
    "imd_band age_band num_of_prev_attempts studied_credits disability final_result",
    "studentRegistration": "code_module code_presentation id_student date_registration "
    "date_unregistration",
    "studentAssessment": "id_assessment id_student date_submitted is_banked score",
    "studentVle": "code_module code_presentation id_student id_site date sum_click",
}
OUTCOMES = {"Pass": "completed", "Fail": "failed", "Withdrawn": "dropped_out"}


def ids(plan: Plan) -> Ids:
    """A course is a module and its presentation; an activity is a site."""
    sites = {name: str(600 + number) for number, name in enumerate(ALL_ACTIVITIES)}
    homes = {f"{course}-home": str(500 + number) for number, course in enumerate(MODULES)}
    return Ids(
        users={learner.user_id: str(11_000 + number_of(learner)) for learner in plan.learners},
        courses={course: f"{module}-{PRESENTATION}" for course, module in MODULES.items()},
        activities=sites | homes,
    )


def carried(plan: Plan) -> dict[str, list[Row]]:
    """Clicks per learner, site and day; results as outcomes without a date."""
    found = ids(plan)
    return {
        "actions": [
            {
                "action_id": number,
                "user_id": found.users[user],
                "course_id": found.courses[course],
                "activity_id": found.activities[place],
                "action_type": SITE_WORDS[_site_type(place)],
                "acted_at": f"{STARTS_ON + timedelta(day)}T00:00:00Z",
                "action_count": clicks,
            }
            for number, ((user, course, place, day), clicks) in enumerate(_clicks(plan).items())
        ],
        "courses": [
            {
                "course_id": found.courses[course.course_id],
                "course_type": "unknown",
                "starts_at": f"{STARTS_ON}T00:00:00Z",
                "ends_at": f"{STARTS_ON + timedelta(_length(course))}T00:00:00Z",
                "is_fully_labelled": True,
                "time_precision": "day",
                "has_clock_time": False,
            }
            for course in COURSES
        ],
        "enrollments": [
            {
                "user_id": found.users[journey.enrollment.learner.user_id],
                "course_id": found.courses[journey.enrollment.course.course_id],
                "enrolled_at": f"{STARTS_ON + timedelta(_registered_on(journey))}T00:00:00Z",
                "outcome": OUTCOMES[_result(journey)],
            }
            for journey in plan.journeys
        ],
    }


def write(plan: Plan) -> Written:
    """Every field in quotes, as published."""
    found = ids(plan)
    presentations = [(module, PRESENTATION) for module in MODULES.values()]
    learners = [
        (
            MODULES[journey.enrollment.course.course_id],
            PRESENTATION,
            found.users[journey.enrollment.learner.user_id],
        )
        for journey in plan.journeys
    ]
    someone = ("F", "Wales", "HE Qualification", "10-20", "0-35", 0, 60, "N")
    tables: dict[str, list[tuple]] = {
        "courses": [(MODULES[c.course_id], PRESENTATION, _length(c)) for c in COURSES],
        "assessments": [
            (*presentation, 900 + number, "Exam", "", 100)
            for number, presentation in enumerate(presentations)
        ],
        "vle": [
            (site, MODULES[place.split("-")[0]], PRESENTATION, _site_type(place), "", "")
            for place, site in found.activities.items()
        ],
        "studentInfo": [
            (*learner, *someone, _result(journey))
            for learner, journey in zip(learners, plan.journeys, strict=True)
        ],
        "studentRegistration": [
            (*learner, _registered_on(journey), "")
            for learner, journey in zip(learners, plan.journeys, strict=True)
        ],
        "studentAssessment": [],
        "studentVle": [
            (MODULES[course], PRESENTATION, found.users[user], found.activities[place], day, count)
            for (user, course, place, day), clicks in _clicks(plan).items()
            for count in ((clicks,) if clicks % 2 else (clicks // 2, clicks // 2))
        ],
    }
    return Written({f"{name}.csv": _quoted(HEADERS[name], rows) for name, rows in tables.items()})


def _clicks(plan: Plan) -> Counter[tuple[str, str, str, int]]:
    """Clicks per user, course, place and day of the course."""
    clicks: Counter[tuple[str, str, str, int]] = Counter()
    for entry in plan.entries:
        if entry.action.step.action_type in WORDS:
            course, activity = course_of(entry), activity_of(entry)
            place = activity.activity_id if activity else f"{course.course_id}-home"
            day = entry.action.acted_at // DAY - course.starts_at // DAY
            clicks[learner_of(entry).user_id, course.course_id, place, day] += 1
    return clicks


def _site_type(place: str) -> str:
    return SITE_TYPES[ALL_ACTIVITIES[place].kind if place in ALL_ACTIVITIES else "home"]


def _length(course: Course) -> int:
    return course.ends_at // DAY - course.starts_at // DAY


def _registered_on(journey: Journey) -> int:
    enrollment = journey.enrollment
    return enrollment.enrolled_at // DAY - enrollment.course.starts_at // DAY


def _result(journey: Journey) -> str:
    if journey.has_finished:
        return "Pass"
    return "Withdrawn" if journey.has_left else "Fail"


def _quoted(header: str, rows: list[tuple]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([header.split(), *rows])
    return text.getvalue().encode()
