"""Headers of raw files: which column is which, and what stops a build."""

import json

import pytest
from raw_tables import RawTable, find_columns, find_table_fault, ignored_columns, parse_table


def columns(*names: str) -> list[dict[str, str]]:
    """Columns of text."""
    return [{"name": name, "type": "VARCHAR"} for name in names]


def held(table: RawTable, *headers: str) -> dict[str, str]:
    """The header under which each of our columns was found."""
    return {ours: column["name"] for ours, column in find_columns(columns(*headers), table).items()}


def declared(folder, **more) -> str:
    """The JSON text of a table of actions in a folder."""
    table = {
        "source_name": "files",
        "stem": f"{folder}/actions",
        "endings": [".csv"],
        "headers": {"user_id": ["user_id"], "acted_at": ["acted_at", "timestamp"]},
        "required_columns": ["user_id", "acted_at"],
        "delimiter": ",",
        "is_quoted": True,
        "base_model": "base_files__actions",
    }
    return json.dumps(table | more)


def test_a_column_is_found_by_the_first_of_its_headers_whatever_their_case():
    table = parse_table(declared("data"))
    assert held(table, "Timestamp", "USER_ID") == {"user_id": "USER_ID", "acted_at": "Timestamp"}
    assert held(table, "timestamp", "acted_at") == {"acted_at": "acted_at"}
    assert held(table, "User id") == {}


def test_loose_headers_are_found_without_blanks_dots_and_underscores():
    headers = {"user_full_name": ["user_full_name"]}
    table = parse_table(declared("data", headers=headers, has_loose_headers=True))
    assert held(table, "User full.name") == {"user_full_name": "User full.name"}


def test_one_column_of_a_file_may_be_two_of_ours():
    table = parse_table(declared("data", headers={"user_id": ["who"], "course_id": ["who"]}))
    assert held(table, "who") == {"user_id": "who", "course_id": "who"}


@pytest.mark.parametrize(
    ("header", "more", "fault"),
    [
        ("user_id,acted_at,x,X", {}, "two columns are named x; rename one"),
        ("user_id,acted_at,x\0", {}, "its header holds a null character; deliver it again"),
        (
            "user_id,acted_at,raw_text",
            {},
            "the column name raw_text is taken; rename it, and leave raw_file, raw_text, "
            "source_file, record_number, reject_reason, file_row_number to the build",
        ),
        (
            "user_id;acted_at",
            {},
            "its header is one column (user_id;acted_at); "
            "set the variable files_delimiter to the character between the fields",
        ),
        (
            "user_id;acted_at",
            {"source_name": "oulad"},
            "its header is one column (user_id;acted_at); "
            "set delimiter in _oulad__sources.yml to what stands between them",
        ),
        (
            "user_id,when",
            {},
            "no column acted_at in its header (user_id, when); "
            "rename one, or map it with the variable files_columns",
        ),
        (
            "user_id,when",
            {"source_name": "oulad"},
            "no column acted_at in its header (user_id, when); expected user_id, acted_at",
        ),
        ("user_id,timestamp", {}, None),
    ],
)
def test_a_wrong_header_is_one_sentence(tmp_path, header, more, fault):
    path = tmp_path / "actions.csv"
    path.write_text(f"{header}\na,b\n")
    said = find_table_fault([str(path)], [str(path)], declared(tmp_path, **more))
    assert said == (fault and f"{path}: {fault}")
    assert find_table_fault([str(path)], [], declared(tmp_path, **more)) is None


def test_columns_that_hold_none_of_ours_are_named_once(tmp_path):
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for path in files:
        path.write_text("user_id,timestamp,page,Browser\n")
    assert ignored_columns([str(path) for path in files], declared(tmp_path)) == ["Browser", "page"]
