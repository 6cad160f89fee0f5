"""The sample is reproducible, looks like a real log, and its planted truth holds."""

import io
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest
from conftest import PROJECT

from scripts.command_line import main
from scripts.contract import column_names, contract
from scripts.dev.simulate.sample import SEED, sample_files

KEYS = ["user_id", "course_id"]
TIMEOUT = pd.Timedelta(seconds=1_800)
CLOSES = ["page_closed", "logged_out"]
NO_ENGAGEMENT = ["enrolled", "certificate_issued", *CLOSES]
MAX_BYTES = 1_048_576
WORDS = {
    *["enrolled", "course_home_viewed", "play_video", "pause_video", "seek_video", "page_viewed"],
    *["problem_submitted", "thread_viewed", "post_created", "certificate_issued", "page_closed"],
    *["logged_out", "survey_answered"],
}


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    """Every file that the simulator writes now; those of the truth as `truth/<name>`."""
    sample, planted = sample_files(SEED)
    return sample | {f"truth/{name}": content for name, content in planted.items()}


@pytest.fixture(scope="module")
def tables(written) -> dict[str, pd.DataFrame]:
    """The written files as frames, by short name: `actions`, `truth/sessions`; times are times."""
    frames = {}
    for name, content in written.items():
        frame = pd.read_csv(io.BytesIO(content))
        for column in frame.columns[frame.columns.str.endswith("_at")]:
            frame[column] = pd.to_datetime(frame[column], utc=True)
        frames[name.removeprefix("sample_").removesuffix(".csv")] = frame
    return frames


@pytest.fixture(scope="module")
def log(tables) -> pd.DataFrame:
    """All actions in the total order of each user and course."""
    order = [*KEYS, "acted_at", "sequence", "action_id"]
    return tables["actions"].sort_values(order, ignore_index=True)


@pytest.fixture(scope="module")
def engagement(log) -> pd.DataFrame:
    """Engagement actions with the `gap` since the one before and `follows_close` in between."""
    is_engagement = ~log["action_type"].isin(NO_ENGAGEMENT)
    close_number = log["action_type"].isin(CLOSES).groupby([log[key] for key in KEYS]).cumsum()
    frame = log.assign(close_number=close_number)[is_engagement]
    grouped = frame.groupby(KEYS)
    grouped = frame.groupby(KEYS)
    follows_close = grouped["close_number"].diff() > 0
    return frame.assign(gap=grouped["acted_at"].diff(), follows_close=follows_close)


@pytest.fixture(scope="module")
def recut(engagement) -> pd.DataFrame:
    """Sessions cut from the log alone: over 30 minutes apart, or with a close in between."""
    starts = engagement["gap"].isna() | (engagement["gap"] > TIMEOUT) | engagement["follows_close"]
    number = starts.groupby([engagement[key] for key in KEYS]).cumsum()
    sessions = engagement.assign(session_number=number).groupby([*KEYS, "session_number"])
    return sessions.agg(
        started_at=("acted_at", "min"),
        ended_at=("acted_at", "max"),
        action_count=("action_id", "size"),
        first_action_id=("action_id", "first"),
    ).reset_index()


@pytest.fixture(scope="module")
def reached(tables, engagement) -> pd.DataFrame:
    """One row per activity: learners who came at least so far, and those who left there."""
    position = tables["activities"].set_index("activity_id")["position"]
    furthest = engagement.assign(furthest=engagement["activity_id"].map(position))
    furthest = furthest.groupby(KEYS)["furthest"].max().reset_index()
    learners = tables["truth/enrollments"].merge(furthest, on=KEYS)
    pairs = tables["activities"].merge(learners, on="course_id")
    pairs["reached_count"] = pairs["furthest"] >= pairs["position"]
    pairs["exit_count"] = pairs["has_left"] & (pairs["exit_activity_id"] == pairs["activity_id"])
    activity = ["course_id", "activity_id"]
    counts = pairs.groupby(activity, as_index=False)[["reached_count", "exit_count"]].sum()
    return counts.merge(tables["truth/activities"], on=activity)


def test_the_same_seed_gives_the_same_bytes():
    assert sample_files(7) == sample_files(7)


def test_another_seed_gives_other_bytes(written):
    sample, _ = sample_files(SEED + 1)
    assert sample["sample_actions.csv"] != written["sample_actions.csv"]


def test_the_committed_files_are_what_the_simulator_writes(written, tmp_path):
    assert main(["sample", "--out", str(tmp_path), "--truth", str(tmp_path / "truth")]) == 0
    for name, content in written.items():
        folder = "tests/sample_truth" if name.startswith("truth/") else "seeds/sample"
        assert (PROJECT / folder / Path(name).name).read_bytes() == content, name
        assert (tmp_path / name).read_bytes() == content, name


def test_a_folder_that_cannot_be_written_is_one_line_and_exit_2(tmp_path, capsys):
    (tmp_path / "file").touch()
    assert main(["sample", "--out", str(tmp_path / "file"), "--truth", str(tmp_path)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_files_are_small_with_the_columns_of_the_contract(written):
    for name, content in written.items():
        assert len(content) < MAX_BYTES, name
        assert b"\r" not in content, name
    for table in contract():
        header = written[f"sample_{table}.csv"].decode().splitlines()[0]
        assert header == ",".join(column_names(table))


def test_keys_are_unique_and_refer_to_rows_that_exist(tables):
    actions, enrollments = tables["actions"], tables["enrollments"]
    assert actions["action_id"].is_unique
    assert not actions.duplicated(["course_id", "sequence"]).any()
    assert tables["activities"]["activity_id"].is_unique
    assert not enrollments.duplicated(KEYS).any()
    assert set(actions["activity_id"].dropna()) <= set(tables["activities"]["activity_id"])
    assert set(enrollments["user_id"]) == set(tables["users"]["user_id"])
    assert len(actions.merge(enrollments[KEYS], on=KEYS)) == len(actions)
    for _, course in tables["activities"].groupby("course_id"):
        assert course["position"].tolist() == list(range(1, len(course) + 1))


def test_the_words_of_every_category_occur_and_no_other(tables):
    assert set(tables["actions"]["action_type"]) == WORDS


def test_outcomes_are_left_to_the_rules(tables):
    assert tables["enrollments"][["outcome", "outcome_at"]].isna().all(axis=None)


def test_nobody_acts_before_the_course_or_their_enrollment(tables, engagement):
    acted = engagement.merge(tables["courses"], on="course_id")
    acted = acted.merge(tables["enrollments"][[*KEYS, "enrolled_at"]], on=KEYS)
    assert (acted["acted_at"] > acted["starts_at"]).all()
    assert (acted["acted_at"] > acted["enrolled_at"]).all()
    assert (acted["acted_at"] < acted["ends_at"]).all()


def test_the_data_stop_while_one_course_still_runs(tables):
    last_acted_at = tables["actions"]["acted_at"].max()
    assert last_acted_at < pd.Timestamp("2025-11-24", tz="UTC")
    assert (tables["courses"]["ends_at"] > last_acted_at + timedelta(days=10)).sum() == 1


def test_no_activity_is_used_before_it_is_available(tables, engagement):
    used = engagement.merge(tables["activities"], on=["course_id", "activity_id"])
    assert (used["acted_at"] >= used["available_at"]).all()


def test_the_log_recut_by_the_definition_gives_the_planned_sessions(tables, recut):
    pd.testing.assert_frame_equal(recut, tables["truth/sessions"], check_dtype=False)


def test_pauses_are_as_long_as_the_rules_of_sessions_distinguish(engagement, log):
    gap, follows_close = engagement["gap"], engagement["follows_close"]
    wait = log["acted_at"] - log.groupby(KEYS)["acted_at"].shift()
    assert ((gap == TIMEOUT) & ~follows_close).sum() >= 5
    assert ((gap == TIMEOUT + pd.Timedelta(seconds=1)) & ~follows_close).sum() >= 5
    assert (follows_close & (gap <= TIMEOUT)).sum() >= 20
    assert (log["action_type"].isin(CLOSES) & (wait > TIMEOUT)).sum() >= 5
    assert (gap == pd.Timedelta(0)).sum() >= 50


def test_only_sequence_orders_a_seek_and_the_play_after_it(engagement):
    following = engagement.groupby(KEYS).shift(-1)
    seeks = engagement["action_type"] == "seek_video"
    assert (following.loc[seeks, "action_type"] == "play_video").mean() > 0.95
    assert (following.loc[seeks, "acted_at"] == engagement.loc[seeks, "acted_at"]).mean() > 0.95


def test_some_sessions_cross_midnight_and_some_are_a_single_action(recut):
    assert (recut["started_at"].dt.date < recut["ended_at"].dt.date).sum() >= 5
    assert 0.05 < (recut["action_count"] == 1).mean() < 0.25


def test_some_learners_work_in_two_courses_at_once(recut):
    pairs = recut.merge(recut, on="user_id")
    pairs = pairs[pairs["course_id_x"] < pairs["course_id_y"]]
    first_in_second = pairs["started_at_x"].between(pairs["started_at_y"], pairs["ended_at_y"])
    second_in_first = pairs["started_at_y"].between(pairs["started_at_x"], pairs["ended_at_x"])
    assert (first_in_second | second_in_first).sum() >= 5


def test_some_of_the_enrolled_never_act(tables, log):
    truth = tables["truth/enrollments"]
    assert (~truth["has_started"]).sum() >= 5
    assert len(truth) - len(log.drop_duplicates(KEYS)) >= 2


def test_video_positions_lie_in_the_video_and_advance_with_the_clock(tables, engagement):
    videos = engagement.merge(tables["activities"], on=["course_id", "activity_id"])
    videos = videos[videos["activity_type"] == "video"]
    assert videos["position_seconds"].between(0, videos["duration_seconds"]).all()
    following = engagement.groupby(KEYS).shift(-1)
    pairs = (engagement["action_type"] == "play_video") & (following["action_type"].notna())
    pairs &= following["activity_id"] == engagement["activity_id"]
    pairs &= following["action_type"].isin(["pause_video", "seek_video"])
    content = (following["position_seconds"] - engagement["position_seconds"])[pairs]
    clock = (following["acted_at"] - engagement["acted_at"])[pairs].dt.total_seconds()
    assert len(content) > 1_000
    assert (content == clock).all()


def test_attempts_are_numbered_and_end_with_the_first_success(engagement):
    submitted = engagement[engagement["action_type"] == "problem_submitted"]
    grouped = submitted.groupby([*KEYS, "activity_id"])
    assert (submitted["attempt_number"] == grouped.cumcount() + 1).all()
    assert submitted["attempt_number"].between(1, 4).all()
    is_correct = submitted["is_correct"].astype(bool)
    assert ((submitted["score"] == 1) == is_correct).all()
    assert not is_correct[grouped.cumcount(ascending=False) > 0].any()


def test_what_was_watched_lies_in_the_video_and_is_what_the_log_plays(tables, engagement):
    truth = tables["truth/videos"].merge(tables["activities"], on=["course_id", "activity_id"])
    assert truth["watched_seconds_unique"].between(0, truth["duration_seconds"]).all()
    assert (truth["watched_seconds_unique"] <= truth["watched_seconds_total"]).all()
    closes = engagement.groupby([*KEYS, "activity_id"])["position_seconds"].shift(-1)
    is_play = engagement["action_type"] == "play_video"
    logged = (closes - engagement["position_seconds"])[is_play].fillna(0)
    assert logged.sum() == truth["watched_seconds_total"].sum()


def test_the_weeks_of_a_learner_begin_with_a_new_one_and_lapse_after_active_ones(tables):
    weeks = tables["truth/weeks"]
    assert set(weeks["state"]) == {"new", "retained", "returned", "lapsed"}
    first = weeks.groupby(KEYS)["course_week"].transform("min") == weeks["course_week"]
    assert ((weeks["state"] == "new") == first).all()
    before = weeks.groupby(KEYS)[["course_week", "state"]].shift()
    follows = before["course_week"] == weeks["course_week"] - 1
    lapsed = before["state"] == "lapsed"
    assert (follows & ~lapsed)[weeks["state"] == "retained"].all()
    assert (follows & ~lapsed)[weeks["state"] == "lapsed"].all()
    assert (lapsed | ~follows)[weeks["state"] == "returned"].all()


def test_the_grade_is_the_weighted_best_score(tables, engagement):
    grades = tables["enrollments"].dropna(subset="final_grade")
    best = engagement.groupby([*KEYS, "activity_id"], as_index=False)["score"].max()
    best = best.merge(tables["activities"][["activity_id", "weight"]], on="activity_id")
    best["points"] = best["score"] * best["weight"] / 100
    points = best.groupby(KEYS, as_index=False)["points"].sum()
    compared = grades.merge(points, on=KEYS)
    assert len(compared) == len(grades) > 0
    assert set(grades["course_id"]) == {"stats"}
    assert ((compared["final_grade"] - compared["points"]).abs() < 0.006).all()


def test_who_finished_has_the_proof_that_the_course_gives(tables, log):
    truth = tables["truth/enrollments"].merge(tables["enrollments"][[*KEYS, "final_grade"]])
    certified = log.loc[log["action_type"] == "certificate_issued", KEYS].assign(is_certified=True)
    truth = truth.merge(certified, on=KEYS, how="left")
    size = truth["course_id"].map(tables["activities"].groupby("course_id").size())
    has_covered = truth["touched_activity_count"] >= 0.9 * size
    has_grade, is_certified = truth["final_grade"].notna(), truth["is_certified"].notna()
    proof = {"sql": is_certified, "stats": has_grade, "charts": has_covered}
    for course_id, has_proof in proof.items():
        in_course = truth["course_id"] == course_id
        assert (has_proof == truth["has_finished"])[in_course].all(), course_id
    assert not (has_covered & ~truth["has_finished"]).any()


def test_the_last_place_in_the_truth_is_the_last_place_in_the_log(tables, engagement):
    seen = engagement.groupby(KEYS, as_index=False).agg(
        last_acted_at=("acted_at", "last"),
        exit_activity_id=("activity_id", "last"),
        touched_activity_count=("activity_id", "nunique"),
    )
    truth = tables["truth/enrollments"].query("has_started")[seen.columns]
    pd.testing.assert_frame_equal(seen, truth.reset_index(drop=True), check_dtype=False)


def test_each_course_has_two_bottlenecks_that_lose_clearly_more_learners(reached):
    assert reached.groupby("course_id")["is_bottleneck"].sum().tolist() == [2, 2, 2]
    sums = reached.groupby(["course_id", "is_bottleneck"])[["exit_count", "reached_count"]].sum()
    rates = (sums["exit_count"] / sums["reached_count"]).unstack()
    assert (rates[True] > 4 * rates[False]).all()


def test_dropout_falls_with_engagement(tables):
    started = tables["truth/enrollments"].query("has_started")
    is_high = started["engagement_level"] > started["engagement_level"].median()
    left_rates = started.groupby(is_high)["has_left"].mean()
    assert left_rates[False] > left_rates[True] + 0.2


def test_the_share_who_finish_is_plausible_in_every_course(tables):
    rates = tables["truth/enrollments"].groupby("course_id")["has_finished"].mean()
    assert rates.between(0.1, 0.6).all()


def test_each_outcome_has_enough_learners(tables):
    """Ten days without action before the end of what is seen of the course is dropping out."""
    truth = tables["truth/enrollments"].query("has_started and not has_finished")
    ends = tables["courses"].set_index("course_id")["ends_at"]
    as_of = ends.clip(upper=tables["actions"]["acted_at"].max())
    is_recent = truth["course_id"].map(as_of) - truth["last_acted_at"] < timedelta(days=10)
    assert tables["truth/enrollments"]["has_finished"].sum() >= 25
    assert (~is_recent).sum() >= 25
    assert is_recent.sum() >= 25


def test_study_time_peaks_in_the_evening_and_dips_at_the_weekend(engagement):
    hours = engagement["acted_at"].dt.hour.value_counts(normalize=True)
    days = engagement["acted_at"].dt.day_of_week.value_counts()
    assert hours[range(18, 22)].sum() > 1.4 * hours[range(8, 12)].sum()
    assert hours.reindex(range(1, 6), fill_value=0).sum() < 0.03
    assert days[[5, 6]].mean() < 0.75 * days[range(5)].mean()
