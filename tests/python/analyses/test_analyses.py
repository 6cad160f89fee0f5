"""Every analysis runs on the sample and says what an independent calculation says."""

import pandas as pd
import pytest
from conftest import PROJECT, Place
from scipy import stats

NAMES = sorted(path.stem for path in (PROJECT / "analyses").glob("*.sql"))
MEASURES = ["active_day_count", "longest_gap_days", "attempts_per_completed"]


@pytest.fixture(scope="module")
def place(sample_build, tmp_path_factory) -> Place:
    """A copy of the sample's build."""
    return sample_build.copied_to(tmp_path_factory.mktemp("analyses"))


@pytest.fixture(scope="module")
def analyses(place) -> dict[str, pd.DataFrame]:
    """What each analysis finds, by its name."""
    results = place.dbt("compile", "--select", "resource_type:analysis")
    return {r.node.name: place.frame(r.node.compiled_code) for r in results}


def test_there_are_analyses(analyses):
    assert sorted(analyses) == NAMES
    assert len(NAMES) >= 6


@pytest.mark.parametrize("name", NAMES)
def test_an_analysis_finds_something_of_every_course(analyses, name):
    assert set(analyses[name]["course_id"]) == {"sql", "stats", "charts"}


def test_an_analysis_can_be_shown(place):
    (shown,) = place.dbt("show", "--select", "dropoff_ranked", "--limit", "7")
    assert len(shown.agate_table.rows) == 7


def test_quantiles_hours_and_categories_hold_every_action(analyses, sample_build):
    learners = sample_build.frame("select * from marts.fct_enrollments where action_count > 0")
    total = learners["action_count"].sum()
    found = analyses["actions_per_user"].set_index("course_id")
    for course_id, counts in learners.groupby("course_id")["action_count"]:
        assert found.loc[course_id, "p90"] == pytest.approx(counts.quantile(0.9))
    assert analyses["hours_by_weekday"]["action_count"].sum() == total
    by_outcome = analyses["actions_by_category_and_outcome"]
    assert by_outcome["action_count"].sum() == total
    shares = by_outcome.groupby(["course_id", "outcome"])["share_of_actions"].sum()
    assert shares.to_numpy() == pytest.approx(1)


def test_correlations_are_those_of_scipy(analyses, sample_build):
    learners = sample_build.frame(
        "select * from marts.user_course_engagement where action_count > 0"
    )
    found = analyses["correlations"].set_index(["course_id", "measure", "other_measure"])
    for course_id, in_course in learners.groupby("course_id"):
        for number, measure in enumerate(MEASURES):
            for other in MEASURES[number + 1 :]:
                both = in_course[[measure, other]].dropna().astype(float)
                row = found.loc[(course_id, measure, other)]
                assert row["user_count"] == len(both)
                assert row["pearson"] == pytest.approx(stats.pearsonr(*both.to_numpy().T)[0])
                assert row["spearman"] == pytest.approx(stats.spearmanr(*both.to_numpy().T)[0])


def test_the_agreement_of_orders_is_that_of_scipy(analyses, sample_build):
    touches = sample_build.frame("select * from intermediate.int_activity_touches")
    learner = touches.groupby(["course_id", "user_id"])
    touches["place"] = learner["first_action_number"].rank()
    medians = touches.groupby(["course_id", "activity_id"], as_index=False)["place"].median()
    activities = sample_build.frame("select * from marts.dim_activities").merge(medians)
    found = analyses["activity_order_agreement"].set_index("course_id")
    for course_id, rows in activities.groupby("course_id"):
        sequence = stats.kendalltau(rows["position"], rows["place"]).statistic
        ids = stats.kendalltau(rows["position"], rows["activity_id"].rank()).statistic
        assert found.loc[course_id, "tau_first_touch_sequence"] == pytest.approx(sequence)
        assert found.loc[course_id, "tau_id_order"] == pytest.approx(ids)
