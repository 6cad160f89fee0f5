"""The sample and its truth as named files."""

from scripts.contract import column_names
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
        "actions": tables.action_rows(entries),
        "users": tables.user_rows(population(seed)),
        "courses": tables.course_rows(),
        "activities": tables.activity_rows(),
        "enrollments": tables.enrollment_rows(all_journeys),
    }
    planted = {
        "sessions.csv": to_csv(truth.session_rows(entries)),
        "enrollments.csv": to_csv(truth.enrollment_rows(all_journeys)),
        "activities.csv": to_csv(truth.activity_rows()),
        "videos.csv": to_csv(truth.video_rows(all_journeys)),
        "problems.csv": to_csv(truth.problem_rows(all_journeys)),
        "weeks.csv": to_csv(truth.week_rows(all_journeys)),
    }
    files = {
        f"sample_{name}.csv": to_csv(rows, column_names(name)) for name, rows in sample.items()
    }
    return files, planted
