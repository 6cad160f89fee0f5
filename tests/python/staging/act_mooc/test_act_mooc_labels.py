"""The labels of act-mooc: the join is right, and the project's tests find the wrong ones."""

import pytest
from act_mooc_files import ACTIONS, DROPOUT_ACTIONS, label_rows, write_act_mooc
from conftest import PROJECT, Place, copy_project

from scripts.dbt import DbtFailure

pytestmark = pytest.mark.thorough

LABELLED = "stg_act_mooc__labelled_actions"
RIGHT_JOIN = "left join labels on actions.action_id = labels.action_id"
LABELS = "{{ ref('base_act_mooc__mooc_action_labels') }}"
RIGHT_LABELS = f"""    select action_id, max(label) as label
    from {LABELS}
    where reject_reason is null
    group by action_id"""
ALL_LABELS = f"    select action_id, label from {LABELS}"


@pytest.fixture(scope="module")
def labels_build(tmp_path_factory) -> Place:
    """The small act-mooc, built up to its enrollments."""
    place = Place(tmp_path_factory.mktemp("labels"), "act_mooc")
    write_act_mooc(place)
    place.build("fct_enrollments", "row_ledger")
    return place


def test_the_fixture_holds_the_trap():
    labels = label_rows()
    ids = [action_id for action_id, _ in labels]
    assert set(range(len(ACTIONS))) - set(ids) == {3, 6, 8, 9}
    assert {(4, 0), (4, 1), (10, 0), (10, 1)} < set(labels)


def test_every_action_keeps_its_row_and_the_labels_are_on_the_last_actions(labels_build):
    labelled = labels_build.rows(
        f"select action_id, is_last_before_dropout from staging.{LABELLED} order by action_id"
    )
    assert labelled == [(number, number in DROPOUT_ACTIONS) for number in range(len(ACTIONS))]


def test_a_user_without_a_label_is_censored_and_not_completed(labels_build):
    assert labels_build.rows(
        """select user_id, is_dropped_out, is_censored, is_completed
        from marts.fct_enrollments order by user_id"""
    ) == [("0", True, False, False), ("1", True, False, False), ("2", False, True, False)]


def test_all_rows_of_the_three_files_are_kept(labels_build):
    ledger = labels_build.rows(
        "select source_file, raw_row_count, kept_row_count from quality.row_ledger order by all"
    )
    assert ledger == [
        (f"act_mooc/mooc_{name}.tsv", len(ACTIONS), len(ACTIONS))
        for name in ("action_features", "action_labels", "actions")
    ]


def build_with_join(labels_build: Place, tmp_path, labels: str, join: str, select: str) -> None:
    """Build and test the labelled actions in a copy of the project with another join."""
    project = copy_project(tmp_path / "project")
    model = project / f"models/staging/act_mooc/{LABELLED}.sql"
    sql = model.read_text()
    for right, wrong in [(RIGHT_LABELS, labels), (RIGHT_JOIN, join), ("\nselect\n", select)]:
        assert sql.count(right) == 1, f"{right!r} is not in the model: write this test anew"
        sql = sql.replace(right, wrong)
    model.write_text(sql)
    assert (project != PROJECT) and model.is_file()
    place = labels_build.copied_to(tmp_path, project)
    place.dbt("build", "--select", f"{LABELLED}+1", "--exclude", "tag:published_figures")


@pytest.mark.parametrize(
    ("join", "select"),
    [
        (RIGHT_JOIN.replace("left", "inner"), "\nselect\n"),
        (RIGHT_JOIN, "\nselect\n"),
        (RIGHT_JOIN.replace("left", "inner"), "\nselect distinct\n"),
    ],
    ids=["inner_join", "left_join", "inner_join_then_distinct"],
)
def test_a_wrong_join_of_the_labels_fails_the_build(labels_build, tmp_path, join, select):
    with pytest.raises(DbtFailure) as failure:
        build_with_join(labels_build, tmp_path, ALL_LABELS, join, select)
    failed = [sentence for sentence in failure.value.sentences if sentence.startswith("test ")]
    assert any(sentence.startswith(f"test unique_{LABELLED}_action_id:") for sentence in failed)


def test_the_right_join_passes_in_such_a_copy(labels_build, tmp_path):
    build_with_join(labels_build, tmp_path, RIGHT_LABELS, RIGHT_JOIN, "\nselect\n")
