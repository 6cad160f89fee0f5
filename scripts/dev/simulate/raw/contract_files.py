"""The five tables of the contract, for the source `files`; they carry everything."""

from scripts.contract import column_names
from scripts.dev.simulate.raw.plan import ALL_ACTIVITIES, ALL_COURSES, Ids, Plan, Written
from scripts.dev.simulate.tables import (
    Row,
    action_rows,
    activity_rows,
    course_rows,
    enrollment_rows,
    user_rows,
)
from scripts.dev.simulate.writer import to_csv

FOLDER = "files"
WORDS = {
    name: (name,)
    for name in (
        "enrolled",
        "course_home_viewed",
        "play_video",
        "pause_video",
        "seek_video",
        "page_viewed",
        "problem_submitted",
        "thread_viewed",
        "post_created",
        "survey_answered",
        "certificate_issued",
        "page_closed",
        "logged_out",
    )
}


def ids(plan: Plan) -> Ids:
    """Every id stays as it is."""
    return Ids(
        users={learner.user_id: learner.user_id for learner in plan.learners},
        courses={course_id: course_id for course_id in ALL_COURSES},
        activities={activity_id: activity_id for activity_id in ALL_ACTIVITIES},
    )


def carried(plan: Plan) -> dict[str, list[Row]]:
    """All tables whole."""
    return {
        "actions": action_rows(plan.entries),
        "users": user_rows(plan.learners),
        "courses": course_rows(),
        "activities": activity_rows(),
        "enrollments": enrollment_rows(plan.journeys),
    }


def write(plan: Plan) -> Written:
    """One CSV file per table."""
    return Written(table_files(carried(plan)))


def table_files(tables: dict[str, list[Row]]) -> dict[str, bytes]:
    """Tables of the contract as the files that the source `files` reads."""
    return {f"{name}.csv": to_csv(rows, column_names(name)) for name, rows in tables.items()}
