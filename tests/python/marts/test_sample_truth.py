"""What the simulator planted in the sample comes out of the marts again."""

import pandas as pd
import pytest
from conftest import PROJECT

TRUTH = PROJECT / "tests" / "sample_truth"
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


def test_the_planted_seconds_of_each_video_are_watched(found):
    videos = found(
        """select user_id, course_id, activity_id, play_count, watched_seconds_total,
        watched_seconds_unique from marts.fct_video_engagement order by all"""
    )
    truth = planted("videos").sort_values([*LEARNER_COURSE, "activity_id"], ignore_index=True)
    assert (truth["watched_seconds_total"] > truth["watched_seconds_unique"]).sum() > 100
    pd.testing.assert_frame_equal(videos, truth, check_dtype=False)


def test_the_planted_seconds_are_in_the_segments_of_their_video(found):
    segments = found(
        """select course_id, activity_id, count(*) as segment_count, max(user_count) as most_users
        from marts.video_segment_views group by all order by all"""
    )
    activities = found(
        """select course_id, activity_id, duration_seconds from marts.dim_activities
        where activity_type = 'video' order by all"""
    )
    watched = planted("videos").query("watched_seconds_total > 0")
    users = watched.groupby(["course_id", "activity_id"])["user_id"].nunique()
    assert (segments["segment_count"] == activities["duration_seconds"] // 5 + 1).all()
    assert (segments["most_users"].to_numpy() <= users.to_numpy()).all()


def test_the_planted_attempts_are_found(found):
    problems = found(
        """select user_id, course_id, activity_id, attempt_count, is_first_correct, is_ever_correct
        from marts.fct_problem_engagement order by all"""
    )
    truth = planted("problems").sort_values([*LEARNER_COURSE, "activity_id"], ignore_index=True)
    pd.testing.assert_frame_equal(problems, truth, check_dtype=False)


def test_the_planted_weeks_are_new_retained_returned_or_lapsed(found):
    weeks = found(
        """select user_id, course_id, course_week, state
        from marts.fct_weekly_engagement order by all"""
    )
    truth = planted("weeks").sort_values([*LEARNER_COURSE, "course_week"], ignore_index=True)
    pd.testing.assert_frame_equal(weeks, truth, check_dtype=False)


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
