"""The bench: rivals do the same work as the build, and the page says what was measured."""

import json
import shutil
import subprocess

import duckdb
import pytest

pytest.importorskip("polars")
pytest.importorskip("pyarrow")

from scripts.command_line import main  # noqa: E402
from scripts.dev.bench import ours  # noqa: E402
from scripts.dev.bench.data import deliveries, simulated  # noqa: E402
from scripts.dev.bench.measure import Measured, measure  # noqa: E402
from scripts.dev.bench.results import Results  # noqa: E402
from scripts.dev.bench.results_page import medians  # noqa: E402
from scripts.dev.bench.rivals import RIVALS, disagreements  # noqa: E402
from scripts.dev.bench.size import Size  # noqa: E402
from scripts.errors import UserError  # noqa: E402

pytestmark = pytest.mark.thorough

SIZE = Size(0.02)
ENVIRONMENT = {"MOOC_MEMORY_LIMIT": "1GB"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("bench")


@pytest.fixture(scope="module")
def data(folder):
    """Simulated actions; a thousand are delivered twice, some are no engagement or unknown."""
    found = simulated(folder, SIZE)
    actions = found / "files" / "actions"
    first = min(actions.glob("*.parquet"))
    duckdb.sql(f"copy (from '{first}' limit 1000) to '{actions}/again.parquet'")
    other = """'other-' || action_id as action_id,
        case when sequence % 2 = 0 then 'enrolled' else 'juggled' end as action_type"""
    more = f"select * replace ({other}) from '{first}' limit 500"
    duckdb.sql(f"copy ({more}) to '{actions}/other.parquet'")
    return found


@pytest.fixture(scope="module")
def page(folder, data):
    """What the command writes of the data."""
    out = folder / "benchmarks.md"
    options = ["--sizes", str(SIZE), "--runs", "1", "--data", str(folder)]
    work = ["--work", str(folder / "work"), "--out", str(out)]
    assert main(["bench", *options, *work, "--only", "core,floor,pandas,polars"]) == 0
    return out.read_text(encoding="utf-8")


def results_of(folder):
    return json.loads((folder / "work" / "results.json").read_text())["results"]


@pytest.mark.parametrize("rival", RIVALS, ids=lambda rival: rival.name)
def test_a_rival_agrees_with_the_build_row_for_row(folder, page, rival):
    assert results_of(folder)[f"{SIZE} {rival.name} disagreements"] == {"lines": []}
    assert f"{SIZE} million, {rival.title}: none" in page


def test_the_page_has_a_row_for_everyone_and_names_code_and_machine(page):
    for title in ["core chain", *(rival.title for rival in RIVALS)]:
        assert f"\n| {SIZE} | {title} | 1 | " in page
    head = ["git", "-C", str(ours.PROJECT), "rev-parse", "--short", "HEAD"]
    assert f"at commit {subprocess.check_output(head, text=True).strip()}" in page
    assert f"duckdb {duckdb.__version__}" in page


def test_a_bench_goes_on_where_it_ended(folder, page, data):
    before = results_of(folder)
    options = ["--sizes", str(SIZE), "--runs", "1", "--data", str(folder), "--only", "floor"]
    out = folder / "again.md"
    assert main(["bench", *options, "--work", str(folder / "work"), "--out", str(out)]) == 0
    assert results_of(folder) == before
    assert "core chain | 1 |" in out.read_text(encoding="utf-8")


def test_a_lost_row_and_another_value_are_found(folder, page, data, tmp_path):
    floor = RIVALS[0]
    floor.run(data, tmp_path, ENVIRONMENT)
    tables = shutil.copy(floor.tables(tmp_path), tmp_path / "changed.duckdb")
    with duckdb.connect(str(tables)) as connection:
        connection.execute("delete from marts.fct_sessions where session_number = 2")
        connection.execute("update marts.fct_actions set score = 0.5 where score = 1")
    core = folder / "work" / "work" / str(SIZE) / "core"
    found = "\n".join(disagreements(ours.warehouse_in(core), tables, ours.CORE_TABLES))
    assert "marts.fct_sessions" in found and "removed" in found
    assert "score" in found


def test_deliveries_add_up_and_late_rows_are_earlier(data, tmp_path):
    delivered = deliveries(data, tmp_path)
    late, of_day = duckdb.sql(
        f"""select count(*) filter (acted_at < '{delivered.day}'),
            count(*) filter (acted_at >= '{delivered.day}')
        from '{delivered.waiting}/day.parquet'"""
    ).fetchone()
    assert (late, of_day) == (delivered.late_count, delivered.day_count)
    assert late == round(0.02 * (late + of_day))
    kept = f"'{delivered.actions}/*.parquet'"
    newest = duckdb.sql(f"select max(acted_at) < '{delivered.day}' from {kept}").fetchone()[0]
    assert newest
    delivered.deliver_day()
    delivered.deliver_new()
    counts = delivered.history_count + delivered.day_count + delivered.late_count
    total, ids = duckdb.sql(f"select count(*), count(distinct action_id) from {kept}").fetchone()
    assert total == counts + delivered.new_count
    assert delivered.new_count > 0
    delivered.take_back()
    assert duckdb.sql(f"select count(*) from {kept}").fetchone() == (delivered.history_count,)


def test_a_measurement_counts_children_memory_and_files_that_went_away(tmp_path):
    script = (
        "import subprocess, sys, time; from pathlib import Path;"
        "block = bytearray(200_000_000);"
        f"spilled = Path('{tmp_path}/spilled'); spilled.write_bytes(b'0' * 5_000_000);"
        "subprocess.run([sys.executable, '-c', 'sum(range(20_000_000))']);"
        "time.sleep(0.6); spilled.unlink()"
    )
    measured = measure(["python3", "-c", script], {}, tmp_path, tmp_path)
    assert measured.cpu_seconds > 0.2
    assert measured.wall_seconds > 0.6
    assert measured.memory_bytes > 200_000_000
    assert 5_000_000 <= measured.disk_bytes < 6_000_000


def test_a_command_that_fails_is_one_sentence(tmp_path):
    with pytest.raises(UserError, match="failed, see .*output.log; its last words: no luck"):
        measure(["python3", "-c", "raise SystemExit('no luck')"], {}, tmp_path, tmp_path)


def test_the_median_is_taken_of_each_figure():
    runs = [Measured(1, 30, 5, 7), Measured(3, 10, 5, 8), Measured(2, 20, 9, 9)]
    assert medians(runs) == Measured(2, 20, 5, 8)


def test_results_of_other_code_are_dropped(tmp_path):
    path = tmp_path / "results.json"
    Results(path, lambda: "one").keep("a", {"lines": []})
    assert "a" in Results(path, lambda: "one")
    assert "a" not in Results(path, lambda: "another")


def test_a_result_is_refused_when_the_code_changed_while_it_was_measured(tmp_path):
    path = tmp_path / "results.json"
    states = iter(["one", "another"])
    results = Results(path, lambda: next(states))
    with pytest.raises(UserError, match="a: the code was changed while it was measured"):
        results.keep("a", {"lines": []})
    assert not path.exists()


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--sizes", "one", "--sizes: expected millions of actions such as 1,5,20, found one"),
        ("--only", "spark", "--only: expected some of core,"),
        ("--runs", "0", "--runs: expected a whole number from 1 up"),
    ],
)
def test_a_senseless_option_is_one_sentence(tmp_path, capsys, option, value, sentence):
    out = tmp_path / "page.md"
    assert main(["bench", option, value, "--work", str(tmp_path), "--out", str(out)]) == 2
    assert capsys.readouterr().err.startswith(sentence)
    assert not out.exists()
