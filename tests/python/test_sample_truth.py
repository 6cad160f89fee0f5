"""What the simulator planted in the sample comes out of the marts again."""

from pathlib import Path

import pandas as pd
import pytest

TRUTH = Path(__file__).parents[1] / "sample_truth"
LEARNER_COURSE = ["user_id", "course_id"]


def planted(name: str, *times: str) -> pd.DataFrame:
    """A table of truth, its times UTC without a zone as in the warehouse."""
    frame = pd.read_csv(TRUTH / f"{name}.csv", parse_dates=list(times))
    for time in times:
        frame[time] = frame[time].dt.tz_localize(None).astype("datetime64[us]")
    return frame


@pytest.fixture(scope="module")
def found(sample_build):
    """A function that returns what a query finds in the sample's warehouse as a data frame."""
    return sample_build.frame


@pytest.fixture(scope="module")
def enrollments(found):
    """One row per enrollment: what the mart says beside what was planted."""
    mart = found("select * from marts.fct_enrollments")
    return mart.merge(
        planted("enrollments", "last_acted_at"),
        on=LEARNER_COURSE,
        how="outer",
        suffixes=("", "_planted"),
        indicator=True,
        validate="one_to_one",
    )


def test_the_planted_sessions_are_cut(found):
    sessions = found(
        """select s.user_id, s.course_id, s.session_number, s.started_at, s.ended_at,
        s.action_count, a.action_id as first_action_id
        from marts.fct_sessions as s join marts.fct_actions as a on s.session_id = a.action_key
        order by s.user_id, s.course_id, s.session_number"""
    )
    truth = planted("sessions", "started_at", "ended_at")
    truth = truth.sort_values([*LEARNER_COURSE, "session_number"], ignore_index=True)
    pd.testing.assert_frame_equal(sessions, truth, check_dtype=False)


def test_every_planted_enrollment_is_there_once(enrollments):
    assert (enrollments["_merge"] == "both").all()


def test_progress_and_last_action_are_the_planted_ones(enrollments):
    touched = enrollments["touched_activity_count"] == enrollments["touched_activity_count_planted"]
    assert touched.all()
    pd.testing.assert_series_equal(
        enrollments["last_acted_at"], enrollments["last_acted_at_planted"], check_names=False
    )


def test_whoever_finished_is_completed_or_failed_and_nobody_else(enrollments):
    is_concluded = enrollments["outcome"].isin(["completed", "failed"])
    assert (is_concluded == enrollments["has_finished"]).all()


def test_whoever_left_is_dropped_out_once_silent_for_ten_days(enrollments, found):
    as_of = found("select course_id, as_of from marts.dim_courses")
    learners = enrollments[enrollments["has_started"] & ~enrollments["has_finished"]]
    learners = learners.merge(as_of, on="course_id")
    is_silent = learners["as_of"] - learners["last_acted_at"] >= pd.Timedelta(days=10)
    assert (learners["is_dropped_out"] == is_silent).all()
    assert learners.loc[learners["has_left"] & ~is_silent, "is_censored"].all()
    assert learners["has_left"].mean() > 0.5


def test_dropped_out_learners_leave_at_the_planted_activity(enrollments):
    dropped = enrollments[enrollments["is_dropped_out"] & enrollments["exit_activity_id"].notna()]
    assert len(dropped) > 50
    assert (dropped["drop_activity_id"] == dropped["exit_activity_id"]).all()


@pytest.mark.parametrize("course_id", ["sql", "stats", "charts"])
def test_the_planted_bottlenecks_have_the_highest_rates(found, course_id):
    activities = planted("activities")
    bottlenecks = activities.query("is_bottleneck and course_id == @course_id")["activity_id"]
    worst = found(
        f"""select activity_id from marts.activity_dropoff
        where course_id = '{course_id}' and reached_count >= 20
        order by hazard_low desc limit {len(bottlenecks)}"""
    )
    assert sorted(worst["activity_id"]) == sorted(bottlenecks)
