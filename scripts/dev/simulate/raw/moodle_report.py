"""Moodle as a course page shows it: the downloaded Logs report, which has names and minutes."""

from datetime import UTC, datetime, timedelta

from scripts.dev.simulate.courses import COURSES, Course
from scripts.dev.simulate.raw import moodle
from scripts.dev.simulate.raw.moodle_events import (
    ADMIN,
    FOLDER,
    GUEST,
    MODULE_NAMES,
    TEACHER,
    WORDS,
    Event,
    course_id_of,
    events_of_site,
    ids,
    kind_of,
    module_id,
    user_id_of,
)
from scripts.dev.simulate.raw.plan import (
    ALL_ACTIVITIES,
    Plan,
    Written,
    carried_enrollments,
    name_of,
)
from scripts.dev.simulate.tables import Row
from scripts.dev.simulate.writer import to_csv

__all__ = ["FOLDER", "WORDS", "carried", "ids", "write"]
# The clock of whoever downloads the report: no summer time, five and a half hours ahead.
REPORT_ZONE, REPORT_OFFSET = "Asia/Kolkata", timedelta(hours=5, minutes=30)
DOWNLOADED_AT = datetime(2025, 11, 24, 5, 30)
# Component, target and action of an event -> the report's names of the component and the event.
REPORT_NAMES = {
    "core.course_viewed": ("System", "Course viewed"),
    "core.user_enrolment_created": ("System", "User enrolled in course"),
    "core.user_enrolment_deleted": ("System", "User unenrolled from course"),
    "core.course_completed": ("System", "Course completed"),
    "core.course_module_completion_updated": ("System", "Course activity completion updated"),
    "core.course_module_updated": ("System", "Course module updated"),
    "core.user_graded": ("System", "User graded"),
    "mod_page.course_module_viewed": ("Page", "Course module viewed"),
    "mod_resource.course_module_viewed": ("File", "Course module viewed"),
    "mod_quiz.attempt_started": ("Quiz", "Quiz attempt started"),
    "mod_quiz.attempt_submitted": ("Quiz", "Quiz attempt submitted"),
    "mod_forum.discussion_viewed": ("Forum", "Discussion viewed"),
    "mod_forum.post_created": ("Forum", "Post created"),
    "mod_forum.assessable_uploaded": ("Forum", "Some content has been posted."),
    "mod_feedback.response_submitted": ("Feedback", "Response submitted"),
}


def carried(plan: Plan) -> dict[str, list[Row]]:
    """As in the table, but in whole minutes, and without those whom only the roster names.

    A course is observed until its report was downloaded.
    """
    enrollments = moodle.with_completions(carried_enrollments(plan, ids(plan)), plan)
    return {
        "actions": [
            row | {"acted_at": moodle.in_whole(16, row["acted_at"])}
            for row in moodle.carried(plan)["actions"]
        ],
        "courses": [
            {
                "course_id": str(course_id_of(course)),
                "course_name": course.name,
                "course_type": "unknown",
                "observed_until": f"{DOWNLOADED_AT - REPORT_OFFSET:%Y-%m-%dT%H:%M:%SZ}",
            }
            for course in COURSES
        ],
        "enrollments": [
            row | {"enrolled_at": moodle.in_whole(16, row["enrolled_at"])} for row in enrollments
        ],
    }


def write(plan: Plan) -> Written:
    """One report a course: newest first, in the clock of the reader, names in words."""
    events = events_of_site(plan)
    names = {user_id_of(learner): name_of(learner) for learner in plan.learners}
    names |= {
        GUEST: "Guest user",
        ADMIN: "Planted Person Admin",
        TEACHER: "Planted Person Teacher",
    }
    titles = {module_id(name): activity.name for name, activity in ALL_ACTIVITIES.items()}
    files: dict[str, bytes] = {}
    for course in COURSES:
        rows = [
            _report_row(event, course, names, titles)
            for event in reversed(events)
            if event.course_id == course_id_of(course) and not event.is_anonymous
        ]
        name = f"logs/logs_{course.course_id}_{DOWNLOADED_AT:%Y%m%d-%H%M}.csv"
        files[name] = b"\xef\xbb\xbf" + to_csv(rows)
    return Written(files)


def _report_row(event: Event, course: Course, names: dict[int, str], titles: dict[int, str]) -> Row:
    """Nine columns of text; the time in minutes, the day unpadded."""
    at = datetime.fromtimestamp(event.at, UTC) + REPORT_OFFSET
    component, name = REPORT_NAMES[f"{event.component}.{event.target}_{event.action}"]
    module = MODULE_NAMES[kind_of(event.module)] if event.module else ""
    title = titles.get(event.module or 0, "How was it?")
    who = names.get(event.user, "-")
    return {
        "Time": f"{at.day}/{at:%m/%y, %H:%M}",
        "User full name": f"{names[event.real_user]} as {who}" if event.real_user else who,
        "Affected user": names.get(event.related or 0, "-"),
        "Event context": f"{module}: {title}" if module else f"Course: {course.name}",
        "Component": component,
        "Event name": name,
        "Description": event.words,
        "Origin": event.origin,
        "IP address": "203.0.113.1",
    }
