"""Unit tests state the settings they rest on: a user may change any of them and still build."""

import re

import pytest
from conftest import PROJECT, Place

from scripts.project_settings import project_settings

OTHER_SETTINGS = {
    "time_zone": "America/New_York",
    "relative_time_origin": "2001-01-01",
    "session_timeout_minutes": 20,
    "page_close_ends_session": False,
    "sensitivity_timeouts_minutes": [7, 31],
    "time_on_task_cap_minutes": 20,
    "time_on_task_low_cap_minutes": 4,
    "engaged_session_seconds": 60,
    "action_memory_bytes": 10**8,
    "gap_bin_width": 0.5,
    "at_risk_silence_days": 14,
    "recent_days": 3,
    "high_percentile": 0.9,
    "pacing_user_count": 2,
    "outlier_z": 2.5,
    "call_list_size": 1,
    "video_segment_seconds": 10,
    "complete_view_end_seconds": 5,
    "complete_view_rate": 0.5,
    "completed_progress_rate": 0.4,
    "passing_grade": 0.9,
    "dropout_silence_days": 3,
    "dropout_rule_days": [2, 5],
    "landmark_days": [5],
    "headline_landmark_day": 5,
    "early_progress_percents": [33],
    "early_progress_percent": 33,
    "final_grades_are_final": True,
    "course_over_days": 5,
    "insight_user_count": 2,
    "false_discovery_rate": 0.5,
    "reliable_reached_count": 2,
    "interval_z": 1.644854,
    "min_cell_size": 2,
}


@pytest.mark.thorough
def test_unit_tests_hold_whatever_the_settings(sample_build, tmp_path):
    place = sample_build.copied_to(tmp_path)
    results = place.dbt_with_own_parse("test", "--select", "test_type:unit", **OTHER_SETTINGS)
    assert len(results) > 50


@pytest.mark.thorough
def test_the_sample_builds_with_other_settings(tmp_path, sample_build):
    place = sample_build.copied_to(tmp_path)
    tests = ["--exclude-resource-type", "unit_test"]
    assert place.dbt_with_own_parse("build", *tests, **OTHER_SETTINGS)


def test_every_setting_is_judged_and_part_of_the_state_of_the_project():
    judged = (PROJECT / "macros/run/settings.sql").read_text(encoding="utf-8")
    names = re.findall(r"'(\w+)': ", judged[judged.index("return") :])
    rules = {"number", "above", "below", "up_to", "from", "example"}
    assert sorted(set(names) - rules) == sorted(project_settings())


def test_the_state_of_the_project_is_of_what_changes_rows(tmp_path):
    place = Place(tmp_path)
    place.write("files/actions.csv", "user_id,action_type,timestamp\nana,play,1700000000\n")

    def state(**settings) -> str:
        place.dbt("run", "--select", "base_files__actions", **settings)
        return place.rows("select state from inputs.project")[0][0]

    first = state()
    assert state() == first
    assert state(session_timeout_minutes=31) != first
