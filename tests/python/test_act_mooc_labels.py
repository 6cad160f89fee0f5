"""The labels of act-mooc: the join is right, and the project's tests find the wrong ones."""

import pytest
from conftest import PROJECT, UNTESTED, Place, copy_project, csv_text

from scripts.dbt import DbtFailure

pytestmark = pytest.mark.thorough

# User, target and second of actions 0, 1, 2 …
# Of one user and second are 3 and 4, 6 and 7, and 8, 9 and 10.
ACTIONS = [
    (0, 0, 0),
    (1, 0, 5),
    (0, 1, 10),
    (0, 2, 20),
    (0, 3, 20),
    (1, 1, 30),
    (2, 0, 40),
    (2, 1, 40),
    (1, 2, 50),
    (1, 2, 50),
    (1, 3, 50),
]
# Users 0 and 1 drop out: the last rows of both share their second with others. User 2 does not.
DROPOUT_ACTIONS = {4, 10}
LABELLED = "stg_act_mooc__labelled_actions"
RIGHT_JOIN = "left join labels on actions.action_id = labels.action_id"
LABELS = "{{ ref('base_act_mooc__mooc_action_labels') }}"
RIGHT_LABELS = f"""    select action_id, max(label) as label
    from {LABELS}
    where reject_reason is null
    group by action_id"""
ALL_LABELS = f"    select action_id, label from {LABELS}"


def label_rows() -> list[tuple[int, int]]:
    """Id and label as published: a row bears the id of the last row with its user and second."""
    last = {(user, second): number for number, (user, _, second) in enumerate(ACTIONS)}
    return [
        (last[user, second], int(number in DROPOUT_ACTIONS))
        for number, (user, _, second) in enumerate(ACTIONS)
    ]


def write_act_mooc(place: Place) -> None:
    """The three files in the published form."""
    rows = {
        "actions": [
            "ACTIONID\tUSERID\tTARGETID\tTIMESTAMP",
            *[f"{n}\t{u}\t{t}\t{s}.000" for n, (u, t, s) in enumerate(ACTIONS)],
        ],
        "action_labels": ["ACTIONID\tLABEL", *[f"{i}\t{label}" for i, label in label_rows()]],
        "action_features": [
            "ACTIONID\tFEATURE0\tFEATURE1\tFEATURE2\tFEATURE3",
            *[f"{n}\t-0.3\t-0.4\t{0.1 + t}\t-0.07" for n, (_, t, _) in enumerate(ACTIONS)],
        ],
    }
    for name, lines in rows.items():
        place.write(f"act_mooc/mooc_{name}.tsv", csv_text(*lines))


@pytest.fixture(scope="module")
def labels_build(tmp_path_factory) -> Place:
    """The small act-mooc, built up to its enrollments."""
    place = Place(tmp_path_factory.mktemp("labels"), "act_mooc")
    write_act_mooc(place)
    place.dbt("build", *UNTESTED, "--select", "+fct_enrollments", "+row_ledger")
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
    ) == [
        ("0", True, False, False),
        ("1", True, False, False),
        ("2", False, True, False),
    ]


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
