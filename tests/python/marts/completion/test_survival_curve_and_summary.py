"""Survival curves, medians and log-rank tests against lifelines, from durations counted anew."""

import jinja2
import numpy as np
import pandas as pd
import pytest
from conftest import PROJECT, Place
from lifelines import KaplanMeierFitter
from lifelines.statistics import logrank_test
from lifelines.utils import qth_survival_time
from marts.recount import CATEGORIES, DAY, LEARNER, first_days, learners
from scipy import stats

pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::DeprecationWarning")
BUILDS = ["sample_build", pytest.param("act_mooc_build", marks=pytest.mark.thorough)]
GROUP = ["source_name", "course_id", "group_set", "group_name"]
DAY_US = 86_400_000_000


@pytest.fixture(scope="module", params=BUILDS)
def place(request) -> Place:
    """The sample, then act-mooc."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def durations(place) -> pd.DataFrame:
    """One row per learner and group, with microseconds from the first action to the end."""
    everyone = learners(place)
    end = everyone["outcome_at"].where(everyone["is_dropped_out"], everyone["as_of"])
    everyone["duration"] = (end - everyone["first_acted_at"]) / pd.Timedelta(microseconds=1)
    everyone = everyone[everyone["duration"] >= 0]
    first_day = everyone["first_acted_at"].dt.normalize() - pd.to_datetime(everyone["starts_on"])
    week = np.floor(first_day / (7 * DAY)).astype(int).astype(str)

    early = everyone.merge(
        first_days(place, 7)[[*LEARNER, "touched_activity_count"]], on=LEARNER, how="left"
    )
    early = early[early["duration"] >= 7 * DAY_US]
    is_far = early["touched_activity_count"] * 100 >= 20 * early["activity_count"]
    far = np.where(is_far, "early progress 20 % or more", "early progress below 20 %")

    typed = everyone[everyone["user_type"].notna()]
    return pd.concat(
        [
            everyone.assign(group_set="all", group_name="all"),
            everyone.assign(group_set="cohort_week", group_name="cohort week " + week),
            typed.assign(group_set="user_type", group_name="user type " + typed["user_type"]),
            early.assign(group_set="early_progress", group_name=far),
        ]
    )


@pytest.mark.parametrize("landmark_day", [3, 7, 14])
def test_the_first_days_are_as_if_nothing_later_was_recorded(place, landmark_day):
    columns = [
        *[*LEARNER, "is_still_active", "is_decided_before", "touched_activity_count"],
        *["progress_rate", "action_count", "active_day_count", "session_count"],
        *["time_on_task_seconds", *(f"{category}_action_count" for category in CATEGORIES)],
    ]
    found = place.frame(
        f"from intermediate.int_landmark_engagement where landmark_day = {landmark_day}"
    )
    expected = first_days(place, landmark_day)
    assert len(found) > 200
    pd.testing.assert_frame_equal(
        found[columns].sort_values(LEARNER, ignore_index=True),
        expected[columns].sort_values(LEARNER, ignore_index=True),
        check_dtype=False,
    )


def test_the_curve_of_every_group_is_that_of_lifelines(place, durations):
    curves = place.frame("from marts.survival_curve")
    assert set(curves["group_set"]) == set(durations["group_set"])
    found = dict(list(curves.groupby(GROUP)))
    groups = dict(list(durations.groupby(GROUP)))
    assert found.keys() == groups.keys()
    for name, group in groups.items():
        curve = found[name].sort_values("course_day")
        entry = 7 if name[2] == "early_progress" else 0
        last = int(group["duration"].max() // DAY_US)
        assert curve["course_day"].tolist() == list(range(entry, last + 1))

        model = KaplanMeierFitter(alpha=2 * stats.norm.sf(1.959964))
        model.fit(group["duration"], group["is_dropped_out"])
        times = curve["course_day"] * DAY_US
        survival = model.survival_function_at_times(times).to_numpy()
        np.testing.assert_allclose(curve["survival_rate"], survival, rtol=0, atol=1e-9)

        bounds = model.confidence_interval_.reindex(model.timeline)
        at = np.searchsorted(model.timeline, times, side="right") - 1
        is_open = (survival > 0) & (survival < 1)
        for column, bound in zip(["survival_low", "survival_high"], bounds.columns, strict=True):
            expected = np.where(is_open, bounds[bound].to_numpy()[at], np.nan)
            np.testing.assert_allclose(curve[column], expected, rtol=0, atol=1e-9)

        left = [int((group["duration"] > time).sum()) for time in times]
        assert curve["at_risk_count"].tolist() == left


def test_medians_and_log_rank_tests_are_those_of_lifelines(place, durations):
    summary = place.frame("from marts.survival_summary").set_index(GROUP)
    groups = dict(list(durations.groupby(GROUP)))
    assert set(summary.index) == groups.keys()
    tested = 0
    for name, group in groups.items():
        row = summary.loc[name]
        assert row["learner_count"] == len(group)
        assert row["event_count"] == group["is_dropped_out"].sum()

        model = KaplanMeierFitter().fit(group["duration"], group["is_dropped_out"])
        # lifelines alone misses a curve at exactly one half that rounding leaves a hair above it.
        median = qth_survival_time(0.5 + 1e-12, model.survival_function_) / 1e6
        found_median = np.inf if pd.isna(row["median_seconds"]) else row["median_seconds"]
        assert found_median == pytest.approx(median, abs=1e-9)

        in_set = durations[(durations[GROUP[:3]] == list(name[:3])).all(axis=1)]
        others = in_set[in_set["group_name"] != name[3]]
        if others.empty:
            assert pd.isna(row["log_rank_chi_square"])
            continue
        test = logrank_test(
            group["duration"], others["duration"], group["is_dropped_out"], others["is_dropped_out"]
        )
        if np.isnan(test.test_statistic):
            assert pd.isna(row["log_rank_chi_square"])
            continue
        tested += 1
        assert row["log_rank_chi_square"] == pytest.approx(test.test_statistic, rel=1e-9, abs=1e-9)
        assert row["log_rank_p_value"] == pytest.approx(test.p_value, abs=1e-9)
        tail = 2 * stats.norm.sf(np.sqrt(test.test_statistic))
        assert row["log_rank_p_value"] == pytest.approx(tail, rel=1e-6)
    assert tested >= 7


def test_the_normal_tail_is_that_of_scipy(small_build):
    text = (PROJECT / "macros" / "metrics" / "normal_tail.sql").read_text()
    sql = jinja2.Environment().from_string(text + "{{ normal_tail('z') }}").render()
    rows = small_build.frame(
        f"select z, {sql} as tail from (select unnest(range(-4000, 4001)) / 100.0e0 as z)"
    )
    assert len(rows) == 8001
    expected = stats.norm.sf(rows["z"])
    np.testing.assert_allclose(rows["tail"], expected, rtol=0, atol=1e-12)
    # Small tails are right in their leading digits, too: at z = 30 the tail is 5e-198.
    np.testing.assert_allclose(rows["tail"], expected, rtol=1e-6, atol=1e-300)
    assert small_build.rows(f"select {sql} from (select null::double as z)") == [(None,)]
