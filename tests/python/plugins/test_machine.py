"""How much of the machine DuckDB takes: by itself, and as the environment says."""

import os
from pathlib import Path

import pytest
from conftest import Place, csv_text
from memory import memory_limit

MEMORY_LIMIT = {
    "a large machine": ({}, 64 * 10**9, "3000MB"),
    "a machine with twice the usual": ({}, 6 * 10**9, "3000MB"),
    "a small machine": ({}, 4 * 10**9, "2000MB"),
    "a machine that does not tell": ({}, None, "3000MB"),
    "the environment on a small machine": ({"MOOC_MEMORY_LIMIT": "8GB"}, 4 * 10**9, "8GB"),
    "an empty variable": ({"MOOC_MEMORY_LIMIT": ""}, 4 * 10**9, "2000MB"),
}


@pytest.mark.parametrize("case", MEMORY_LIMIT)
def test_the_memory_limit_is_half_a_small_machine_and_never_beyond_3_gb(case):
    environment, memory_bytes, expected = MEMORY_LIMIT[case]
    assert memory_limit(environment, memory_bytes) == expected


@pytest.fixture
def place(tmp_path) -> Place:
    """One action."""
    place = Place(tmp_path)
    place.write("files/actions.csv", csv_text("user_id,action_type,timestamp", "a,b,2025-03-01"))
    return place


def ask(place: Place) -> dict[str, str]:
    """DuckDB's settings as a run of dbt has them."""
    names = ["memory_limit", "threads", "temp_directory"]
    told = ", ".join(f"current_setting('{name}') as {name}" for name in names)
    place.dbt("show", "--inline", f"select {told}")
    (result,) = place.dbt("show", "--inline", f"select {told}")
    (row,) = result.agate_table.rows
    return {name: str(row[name]) for name in names}


def test_duckdb_takes_its_limits_from_the_environment(place, tmp_path, monkeypatch):
    monkeypatch.setenv("MOOC_MEMORY_LIMIT", "512MiB")
    monkeypatch.setenv("MOOC_THREADS", "1")
    monkeypatch.setenv("MOOC_TEMP_DIR", str(tmp_path / "new" / "spill"))
    limits = ask(place)
    assert limits["memory_limit"] == "512.0 MiB"
    assert limits["threads"] == "1"
    assert Path(limits["temp_directory"]).parent == tmp_path / "new" / "spill"


def test_duckdb_spills_beside_the_warehouse_unless_told(place, monkeypatch):
    for variable in ("MOOC_MEMORY_LIMIT", "MOOC_THREADS", "MOOC_TEMP_DIR"):
        monkeypatch.delenv(variable, raising=False)
    limits = ask(place)
    assert limits["temp_directory"] == f"{place.warehouse}.tmp"
    assert limits["threads"] == str(len(os.sched_getaffinity(0)))


def test_two_warehouses_with_one_temporary_folder_do_not_meet(place, tmp_path, monkeypatch):
    monkeypatch.setenv("MOOC_TEMP_DIR", str(tmp_path / "spill"))
    other = place.copied_to(tmp_path / "other")
    assert ask(place)["temp_directory"] != ask(other)["temp_directory"]


@pytest.mark.parametrize("named", [None, "spill"])
def test_what_a_killed_build_spilled_goes_with_the_next(place, tmp_path, monkeypatch, named):
    if named:
        monkeypatch.setenv("MOOC_TEMP_DIR", str(tmp_path / named))
    left_over = Path(ask(place)["temp_directory"]) / "duckdb_temp_storage_DEFAULT-0.tmp"
    left_over.parent.mkdir(parents=True, exist_ok=True)
    left_over.write_bytes(b"left over")
    ask(place)
    assert not left_over.exists()


TOO_MUCH = "expected an amount such as 8GB, found"
NO_COUNT = "expected a whole number above 0, found"
NO_FOLDER = "cannot be written to"
MEND = "mend that or name another folder"


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        *[
            ("MOOC_MEMORY_LIMIT", value, f"{TOO_MUCH} {value}")
            for value in ("lots", "none", "-5GB", "0GB", "80%")
        ],
        *[
            ("MOOC_THREADS", value, f"{NO_COUNT} {value}")
            for value in ("many", "2.5", "0", "1' or '2")
        ],
        ("MOOC_TEMP_DIR", "FILE", f"FILE cannot be written to (file exists); {MEND}"),
        (
            "MOOC_TEMP_DIR",
            "FILE/below",
            f"FILE/below cannot be written to (not a directory); {MEND}",
        ),
    ],
)
def test_nonsense_is_one_sentence_that_names_the_variable(
    place, monkeypatch, variable, value, sentence
):
    file = str(place.data / "files" / "actions.csv")
    monkeypatch.setenv(variable, value.replace("FILE", file))
    said = f"{variable}: {sentence.replace('FILE', file)}"
    assert place.refused("run", "--select", "base_files__actions") == [said]


def test_too_little_memory_is_one_sentence(place, monkeypatch):
    monkeypatch.setenv("MOOC_MEMORY_LIMIT", "1KB")
    assert place.refused("run", "--select", "+fct_actions") == [
        "MOOC_MEMORY_LIMIT: too little; allow more, such as 8GB, or set MOOC_THREADS=1"
    ]
