"""The contract is written once: what a source gives beside it stops the run in a sentence."""

import re

import pytest
from conftest import ALL_SOURCES, PROJECT, Place, copy_project, manifest_of

from scripts.contract import Column, contract
from scripts.dbt import DbtFailure

IN_THE_FILE = "'users.csv' as source_file, cast(1 as bigint) as record_number"
BROKEN = {
    "misspelt": (
        f"select 'ana' as user_id, 'nl' as contry, {IN_THE_FILE}",
        "the column contry is not in the contract",
    ),
    "of_another_type": (
        f"select cast(7 as bigint) as user_id, {IN_THE_FILE}",
        "the column user_id is BIGINT, the contract has VARCHAR",
    ),
    "of_a_narrower_type": (
        "select 'ana' as user_id, 'users.csv' as source_file, 1 as record_number",
        "the column record_number is INTEGER, the contract has BIGINT",
    ),
    "missing": (
        f"select 'nl' as country, {IN_THE_FILE}",
        "no column user_id, which the contract requires of every source",
    ),
}
TYPES = {"id": "string", "text": "string", "time": "timestamp", "number": "double"}
TYPES |= {"share": "double", "whole": "bigint", "count": "bigint", "flag": "boolean"}


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Place:
    """A copy of the project whose staging models of the sample may be broken."""
    folder = tmp_path_factory.mktemp("contract")
    return Place(folder, "sample", copy_project(folder / "project"))


def run(place: Place, table: str, select: str) -> None:
    """Build one table of the contract from a staging model that is this select."""
    model = place.project / "models" / "staging" / "sample" / f"stg_sample__{table}.sql"
    model.write_text(f"{select}\n")
    chosen = ["--select", f"stg_sample__{table}", f"int_{table}_unioned"]
    place.dbt_with_own_parse("run", *chosen)


@pytest.mark.parametrize("case", BROKEN)
def test_a_staging_column_beside_the_contract_stops_the_run(place, case):
    select, sentence = BROKEN[case]
    with pytest.raises(DbtFailure) as failure:
        run(place, "users", select)
    assert failure.value.sentences == [f"int_users_unioned: stg_sample__users: {sentence}"]


def test_what_a_staging_model_leaves_out_is_null_or_the_default(place):
    run(place, "courses", f"select 'sql' as course_id, {IN_THE_FILE}")
    assert place.rows("from intermediate.int_courses_unioned") == [
        ("sample", "sql", None, "unknown", None, None, None, False, None, None, "users.csv", 1)
    ]


def test_dbt_and_python_read_the_same_contract():
    nodes = manifest_of(PROJECT, ALL_SOURCES).nodes
    for table, columns in contract().items():
        model = nodes[f"model.mooc.int_{table}_unioned"]
        described = [c for c in model.columns.values() if "kind" in c.config.meta]
        assert [column.name for column in described] == [column.name for column in columns]
        assert model.config.contract.enforced


def test_the_type_of_a_column_is_that_of_its_kind():
    columns = [column for columns in contract().values() for column in columns]
    assert len(columns) > 40
    assert [
        column
        for column in columns
        if TYPES.get(column.kind if isinstance(column.kind, str) else "text") != column.data_type
    ] == []


def test_a_length_of_time_is_a_number_of_seconds_and_nothing_else_has_a_unit():
    columns = [column for columns in contract().values() for column in columns]
    lengths = [column for column in columns if column.name.endswith("_seconds")]
    assert {(column.kind, column.unit) for column in lengths} == {("number", "seconds")}
    assert [column for column in columns if column.unit] == lengths


def row_of(column: Column, meaning: str) -> str:
    """A column as a row of the page on one's own data."""
    words = column.kind if isinstance(column.kind, str) else " or ".join(column.kind)
    kind = f"{words}, {column.unit}" if column.unit else words
    default = f"else {column.default.strip(chr(39))}" if column.default else ""
    given = "needed" if column.is_required else default
    return f"| `{column.name}` | {kind} | {given} | {' '.join(meaning.split())} |"


def test_the_page_on_your_data_has_the_tables_of_the_contract():
    page = (PROJECT / "docs" / "your_data.md").read_text(encoding="utf-8")
    assert re.findall(r"^### `(\w+)`$", page, re.MULTILINE) == list(contract())


@pytest.mark.parametrize("table", contract())
def test_the_page_on_your_data_has_the_columns_of_the_contract(table):
    page = (PROJECT / "docs" / "your_data.md").read_text(encoding="utf-8")
    described = manifest_of(PROJECT, ALL_SOURCES).nodes[f"model.mooc.int_{table}_unioned"].columns
    (section,) = re.findall(rf"^### `{table}`\n(.*?)(?=^#|\Z)", page, re.MULTILINE | re.DOTALL)
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    assert rows == [
        row_of(column, described[column.name].description) for column in contract()[table]
    ]
