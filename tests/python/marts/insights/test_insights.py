"""The insights against pandas and SciPy, counted anew from rows of actions and enrollments."""

import re

import numpy as np
import pandas as pd
import pytest
from conftest import Place
from marts.recount import CATEGORIES, LEARNER, counted_actions, engagement, first_days, learners
from scipy import stats

COURSE = LEARNER[:2]
Z = 1.959964
FEWEST = 10
PASS_MARK = 0.5
MEASURES = [
    *["action_count", "active_day_count", "session_count", "time_on_task_seconds"],
    "progress_rate",
    *[f"{category}_action_count" for category in ("discussion", "problem", "video")],
]
CAUSAL = re.compile(
    r"\b(leads? to|led to|because|makes?|made|effects? of|affects?|caus\w+|due to|results? in"
    r"|improv\w+|increas\w+|reduc\w+|boost\w*|driv\w+|thanks to|therefore|impact\w*)\b",
    re.IGNORECASE,
)


@pytest.fixture(
    scope="module",
    params=["sample_build", pytest.param("act_mooc_build", marks=pytest.mark.thorough)],
)
def place(request) -> Place:
    """The sample, then act-mooc."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def whole(place) -> pd.DataFrame:
    """Learners with all they did."""
    done = engagement(counted_actions(place))
    found = learners(place).merge(done, on=LEARNER, validate="one_to_one")
    whole = found["activity_count"].replace(0, np.nan)
    return found.assign(progress_rate=found["touched_activity_count"] / whole)


@pytest.fixture(scope="module")
def early(place) -> dict[int, pd.DataFrame]:
    """By landmark: learners still active there with an open outcome, and what they had done."""
    found = {day: first_days(place, day) for day in (3, 7, 14)}
    return {
        day: frame[frame["is_still_active"] & ~frame["is_decided_before"]]
        for day, frame in found.items()
    }


def outcomes(everyone: pd.DataFrame, known: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """By outcome measure: the learners of courses that know it, with value 1, 0 or none."""
    dropped = known.groupby(COURSE)["is_dropped_out"].any()
    completed = known.groupby(COURSE)["is_completed"].any()
    course = pd.MultiIndex.from_frame(everyone[COURSE])
    stays = everyone.assign(value=(~everyone["is_dropped_out"]).astype(float))
    finishes = everyone.assign(
        value=everyone["is_completed"].astype(float).where(everyone["outcome"].notna())
    )
    graded = everyone[everyone["final_grade"].notna()]
    return {
        "not_dropped_out": stays[dropped.reindex(course).to_numpy()],
        "completed": finishes[completed.reindex(course).to_numpy()],
        "final_grade": graded.assign(value=graded["final_grade"]),
    }


def with_and_without_outliers(users: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """By the end of the columns that tell of them: all users, and those who are no outliers."""
    sides = {"": users, "_without_outliers": users[~users["is_outlier"]]}
    return {end: side for end, side in sides.items() if side["value"].count() >= FEWEST}


def wilson(hits: int, cases: int) -> tuple[float, float]:
    """The score interval, by SciPy."""
    if cases == 0:
        return np.nan, np.nan
    level = 1 - 2 * stats.norm.sf(Z)
    found = stats.binomtest(hits, cases).proportion_ci(level, method="wilson")
    return found.low, found.high


def early_progress_row(side: pd.Series, group: pd.DataFrame) -> dict[str, float]:
    """Counts, rates, intervals and ratio of those who reached the share and the others."""
    row = {}
    for name, part in (("reached", group[side]), ("other", group[~side])):
        rated = part["value"].dropna()
        row |= {
            f"{name}_user_count": len(rated),
            f"{name}_outcome_count": int(rated.sum()),
            f"{name}_censored_count": int(part["outcome"].isna().sum()),
            f"{name}_rate": rated.mean() if len(rated) else np.nan,
        }
        row[f"{name}_low"], row[f"{name}_high"] = wilson(int(rated.sum()), len(rated))
    hits, cases = row["reached_outcome_count"], row["reached_user_count"]
    other_hits, other_cases = row["other_outcome_count"], row["other_user_count"]
    row["ratio"] = row["reached_rate"] / row["other_rate"] if other_hits else np.nan
    row["ratio_low"] = row["ratio_high"] = np.nan
    if hits and other_hits:
        error = np.sqrt(1 / hits - 1 / cases + 1 / other_hits - 1 / other_cases)
        row["ratio_low"] = np.exp(np.log(row["ratio"]) - Z * error)
        row["ratio_high"] = np.exp(np.log(row["ratio"]) + Z * error)
    return row


RATIO = ("ratio", "ratio_low", "ratio_high")
RATIOS = {f"{name}_without_outliers": np.nan for name in RATIO}


def test_early_progress_is_split_and_compared_as_defined(place, whole, early):
    expected = []
    for day, frame in {0: whole, **early}.items():
        for measure, counted in outcomes(frame, whole).items():
            if measure == "final_grade":
                continue
            for course, group in counted.groupby(COURSE):
                sides = with_and_without_outliers(group)
                for percent in (10, 20, 30, 50) if sides else ():
                    rows = {}
                    for end, side in sides.items():
                        needed = -(-side["activity_count"] * percent // 100)
                        reached = side["touched_activity_count"] >= needed
                        rows[end] = early_progress_row(reached, side)
                    row = rows[""] | RATIOS
                    if found := rows.get("_without_outliers"):
                        users = found["reached_user_count"] + found["other_user_count"]
                        row |= {f"{name}_without_outliers": found[name] for name in RATIO}
                        row |= {"user_count_without_outliers": users}
                    expected.append([*course, measure, day, percent, row])
    keys = [*COURSE, "outcome_measure", "landmark_day", "progress_percent"]
    wanted = pd.DataFrame([row[-1] for row in expected])
    wanted[keys] = [row[:-1] for row in expected]

    found = place.frame("from marts.insight_early_progress")
    assert (found["method"].eq("naive") == found["landmark_day"].isna()).all()
    is_headline = found["landmark_day"].eq(7) & found["progress_percent"].eq(20)
    assert (found["is_headline"] == is_headline).all() and is_headline.any()
    found["landmark_day"] = found["landmark_day"].fillna(0)
    found, wanted = (
        frame.sort_values(keys, ignore_index=True) for frame in (found[wanted.columns], wanted)
    )
    pd.testing.assert_frame_equal(found, wanted, check_dtype=False, rtol=1e-9, atol=1e-12)


def test_correlations_and_their_intervals_are_those_of_scipy(place, whole, early):
    wanted = {}
    for over, frame in (("whole_history", whole), ("first_days", early[7])):
        for outcome, counted in outcomes(frame, whole).items():
            for course, group in counted.dropna(subset="value").groupby(COURSE):
                for end, users in with_and_without_outliers(group).items():
                    for measure in MEASURES:
                        x, y = users[measure], users["value"]
                        if x.isna().all() or x.nunique() < 2 or y.nunique() < 2:
                            continue
                        keys = (*course, outcome, measure, over)
                        size = len(users)
                        wanted[*keys, "spearman", end] = (stats.spearmanr(x, y).statistic, size)
                        if outcome != "final_grade":
                            both = stats.pointbiserialr(y, x)[0]
                            wanted[*keys, "point_biserial", end] = (both, size)
    found = place.frame("from marts.insight_engagement_outcome").set_index(
        [*COURSE, "outcome_measure", "measure", "measured_over", "method"]
    )
    told = found.index[found["user_count_without_outliers"].notna()]
    ends = [(*keys, "") for keys in found.index] + [(*keys, "_without_outliers") for keys in told]
    assert set(ends) == wanted.keys()
    assert found["is_before_outcome"].nunique() == 2
    for (*keys, end), (correlation, user_count) in wanted.items():
        row = found.loc[tuple(keys)]
        assert row[f"user_count{end}"] == user_count
        assert row[f"correlation{end}"] == pytest.approx(correlation, abs=1e-9)
        assert row["is_before_outcome"] == (keys[4] == "first_days")
        variance = 1 + correlation**2 / 2 if keys[5] == "spearman" else 1
        margin = Z * np.sqrt(variance / (user_count - 3)) * np.array([-1, 1])
        bounds = np.tanh(np.arctanh(correlation) + margin)
        found_bounds = row[[f"correlation_low{end}", f"correlation_high{end}"]].astype(float)
        np.testing.assert_allclose(found_bounds, bounds, atol=1e-9)


def shares_of_time(place: Place, time_cap: int) -> pd.DataFrame:
    """Seconds by learner and category, each pause on the category of the action before it."""
    actions = counted_actions(place)
    session = actions.groupby([*LEARNER, "session_id"], dropna=False)["acted_at"]
    pause = -session.diff(-1).dt.total_seconds()
    actions["seconds"] = pause.where(pause <= time_cap, 0).fillna(0)
    spent = actions.pivot_table(
        index=LEARNER, columns="action_category", values="seconds", aggfunc="sum", fill_value=0
    )
    return spent.reindex(columns=CATEGORIES, fill_value=0)


def category_row(sides, time, low_time, category) -> list[float]:
    """Counts and shares of both sides, and the superiority of the first with its interval."""
    row, own = [], (time[category] / time.sum(axis=1)).to_numpy()
    for side in sides:
        low_total = low_time[side].to_numpy().sum()
        row += [
            side.sum(),
            time[side][category].sum() / time[side].to_numpy().sum(),
            low_time[side][category].sum() / low_total if low_total else np.nan,
            np.median(own[side]),
        ]
    pairs = row[0] * row[4]
    a = stats.mannwhitneyu(own[sides[0]], own[sides[1]]).statistic / pairs
    q1, q2 = a / (2 - a), 2 * a**2 / (1 + a)
    variance = a * (1 - a) + (row[0] - 1) * (q1 - a**2) + (row[4] - 1) * (q2 - a**2)
    margin = Z * np.sqrt(variance / pairs) if 0 < a < 1 else np.nan
    return row + [a, np.maximum(a - margin, 0), np.minimum(a + margin, 1)]


def test_time_by_category_and_its_effect_size_are_those_of_scipy(place, whole):
    spent = shares_of_time(place, 1800)
    low = shares_of_time(place, 300)
    wanted = {"": {}, "_without_outliers": {}}
    for outcome, counted in outcomes(whole, whole).items():
        for course, group in counted.dropna(subset="value").groupby(COURSE):
            of_course = spent.loc[course].sum()
            categories = of_course[of_course > 0].index
            learner = pd.MultiIndex.from_frame(group[LEARNER])
            time, low_time = spent.loc[learner], low.loc[learner]
            has_time = (time.sum(axis=1) > 0).to_numpy()
            least = PASS_MARK if outcome == "final_grade" else 1
            has_outcome = (group["value"] >= least).to_numpy()
            without = has_time & ~group["is_outlier"]
            for end, kept in (("", has_time), ("_without_outliers", without)):
                sides = [np.asarray(kept & side) for side in (has_outcome, ~has_outcome)]
                is_enough = sum(side.sum() for side in sides) >= FEWEST
                if len(categories) < 2 or not all(side.any() for side in sides) or not is_enough:
                    continue
                for category in categories:
                    row = category_row(sides, time, low_time, category)
                    wanted[end][*course, outcome, category] = row
    found = place.frame("from marts.insight_time_by_category").set_index(
        [*COURSE, "outcome_measure", "action_category"]
    )
    assert set(found.index) == wanted[""].keys()
    columns = [
        f"{side}_{figure}"
        for side in ("outcome", "other")
        for figure in ("user_count", "time_share", "time_share_at_low_cap", "median_share")
    ] + ["superiority", "superiority_low", "superiority_high"]
    for keys, row in wanted[""].items():
        np.testing.assert_allclose(found.loc[keys, columns].astype(float), row, atol=1e-9)
    trimmed = found[found["user_count_without_outliers"].notna()]
    assert set(trimmed.index) == wanted["_without_outliers"].keys()
    columns = [f"{name}_without_outliers" for name in ("user_count", *columns[-3:])]
    for keys, row in wanted["_without_outliers"].items():
        found_row = trimmed.loc[keys, columns].astype(float)
        np.testing.assert_allclose(found_row, [row[0] + row[4], *row[-3:]], atol=1e-9)


def test_one_category_alone_is_no_finding(place):
    alone = """select course_id from marts.fct_actions where time_on_task_seconds > 0
        group by course_id having count(distinct action_category) = 1"""
    found = place.rows(
        f"select count(*) from marts.insight_time_by_category where course_id in ({alone})"
    )
    assert found == [(0,)]


def test_no_finding_claims_a_cause_and_each_gives_its_numbers(place):
    findings = place.frame(
        """select finding, reached_user_count as n from marts.insight_early_progress
        union all select finding, user_count from marts.insight_engagement_outcome
        union all select finding, outcome_user_count from marts.insight_time_by_category"""
    )
    assert len(findings) >= 36
    assert [text for text in findings["finding"] if CAUSAL.search(text)] == []
    assert [text for text, n in findings.itertuples(index=False) if str(n) not in text] == []
    assert findings["finding"].str.contains("cannot say|says nothing|Descriptive|differ").all()
