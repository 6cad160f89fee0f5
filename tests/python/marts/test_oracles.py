"""The oracles themselves, at figures that a person can check or that were published."""

import math

import pandas as pd
import pytest
from marts.completion.activity_dropoff_oracle import tail_bound, wilson
from marts.engagement.fct_video_engagement_oracle import complete_segment, union_length, viewings
from marts.engagement.user_course_engagement_oracle import (
    entropy_peak,
    is_outlier,
    percentile,
    runs,
    weekday_likeness,
)
from marts.oracle_differences import differences
from scipy import stats


def test_regularity_has_its_known_values():
    assert entropy_peak([1] * 24, 24) == pytest.approx(0, abs=1e-12)
    assert entropy_peak([7], 24) == pytest.approx(7 * math.log(24))
    assert entropy_peak([1] * 7, 7) == pytest.approx(0, abs=1e-12)


def test_weeks_are_alike_by_their_weekdays():
    assert weekday_likeness({0: {1, 2}, 1: {2, 3}}, 1) == 0.5
    assert weekday_likeness({0: {1}}, 0) is None
    assert weekday_likeness({0: {1}, 2: {1}}, 2) == pytest.approx(1 / 3)


def test_streaks_are_runs_of_days():
    assert runs([-9, -8, -3, -1, 0]) == [(-9, -8), (-3, -3), (-1, 0)]


def test_percentiles_share_ties():
    rows = pd.DataFrame({"source_name": "s", "course_id": "c", "n": [4.0, 4, 6, 400, None]})
    assert percentile(rows["n"], rows).tolist()[:4] == [0.25, 0.25, 0.625, 0.875]
    assert is_outlier(rows["n"].dropna(), 3.5).tolist() == [False, False, False, True]


def test_wilson_bounds_have_known_values():
    low, high = wilson(pd.Series([10, 0, 20]), pd.Series([100, 20, 20]), 1.959964)
    assert low.round(4).tolist() == [0.0552, 0, 0.8389]
    assert high.round(4).tolist() == [0.1744, 0.1611, 1]


@pytest.mark.parametrize("cases", [30, 400, 7000])
@pytest.mark.parametrize("rate", [0.002, 0.01, 0.2])
def test_a_binomial_tail_lies_between_its_bound_and_that_of_one_event_more(cases, rate):
    for events in range(1, min(int(cases * rate) + 40, cases)):
        exact = stats.binom.sf(events - 1, cases, rate)
        assert exact <= tail_bound(events, cases, rate) * (1 + 1e-9)
        if tail_bound(events + 1, cases, rate) < 1:
            assert tail_bound(events + 1, cases, rate) <= exact * (1 + 1e-9)


@pytest.mark.parametrize(("duration", "segment"), [(10, 1), (100, 19), (650, 124)])
def test_a_complete_view_reaches_the_known_segment(duration, segment):
    assert complete_segment(duration, 5) == segment


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([("play", 0, None), ("pause", 10, None)], [(0, 10)]),
        ([("play", 0, None), ("play", 5, None), ("stop", 10, None)], [(5, 10)]),
        ([("play", 0, None), ("seek", 4, 50), ("play", 9, None), ("pause", 60, None)],
         [(0, 4), (50, 60)]),
        ([("play", 3, None), ("pause", 3.2, None)], []),
        ([("play", 3, None), ("pause", None, None)], []),
        ([("play", 0, None), ("pause", 101.5, None)], []),
        ([("pause", 3, None), ("play", -1, None), ("pause", 9, None)], []),
    ],
)  # fmt: skip
def test_viewings_open_at_a_play_and_close_at_the_next_pause_stop_or_seek(events, expected):
    assert viewings(events, 100) == expected


def test_seconds_seen_twice_count_once():
    assert union_length([(30, 50), (0, 40), (10, 20), (80, 100)]) == 70


def test_the_comparison_sees_each_kind_of_difference():
    mart = pd.DataFrame({"id": ["a", "b"], "n": [1, 2], "rate": [0.5, None], "word": ["x", None]})
    assert differences(mart, mart.copy(), ["id"]) is None
    for column, value in (("n", 3), ("rate", 0.5 + 1e-8), ("rate", None), ("word", "y")):
        other = mart.copy()
        other[column] = other[column].astype(object)
        other.loc[0, column] = value
        assert column in differences(mart, other, ["id"])
    assert "1 rows in one of the two only" in differences(mart, mart[:1], ["id"])
    assert "columns in one" in differences(mart, mart[["id", "n"]], ["id"])
