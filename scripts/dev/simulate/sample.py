"""The sample and its truth as named files."""

from scripts.dev.simulate import tables, truth
from scripts.dev.simulate.journeys import journeys
from scripts.dev.simulate.learners import population
from scripts.dev.simulate.writer import to_csv

SEED = 20260301


def sample_files(seed: int) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The five contract tables and the tables of truth, as file name to CSV."""
    all_journeys = journeys(seed)
    all_journeys.sort(key=lambda j: (j.enrollment.learner.user_id, j.enrollment.course.course_id))
    entries = tables.log_entries(all_journeys)
    sample = {
        "sample_actions.csv": to_csv(tables.action_rows(entries)),
        "sample_users.csv": to_csv(tables.user_rows(population(seed))),
        "sample_courses.csv": to_csv(tables.course_rows()),
        "sample_activities.csv": to_csv(tables.activity_rows()),
        "sample_enrollments.csv": to_csv(tables.enrollment_rows(all_journeys)),
    }
    planted = {
        "sessions.csv": to_csv(truth.session_rows(entries)),
        "enrollments.csv": to_csv(truth.enrollment_rows(all_journeys)),
        "activities.csv": to_csv(truth.activity_rows()),
        "videos.csv": to_csv(truth.video_rows(all_journeys)),
        "problems.csv": to_csv(truth.problem_rows(all_journeys)),
        "weeks.csv": to_csv(truth.week_rows(all_journeys)),
    }
    return sample, planted
