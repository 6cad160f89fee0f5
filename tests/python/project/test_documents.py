"""What the documents show works: each command, each query, each file."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest
import yaml
from conftest import PROJECT
from dbt.cli.main import cli
from documents import Command, Shown, blocks, commands, page_texts, parts

from scripts.build import chosen_settings, source_names
from scripts.command_line import main, parser
from scripts.dev import checks
from scripts.fetch.published import DATASETS

# A new source is added by test_new_source.py, word for word.
COMMANDS = [command for command in commands() if "campus" not in command.line]
# Which test runs a command. Of `mutants`, `test` and what else takes long, it runs a part.
RUN_BY = {
    "project/test_documents.py": {
        ". .venv/bin/activate": "test_the_environment_has_dbt",
        "cp": "test_a_build_is_kept_and_compared_with_the_next",
        "dbt show": "test_an_analysis_is_shown",
        "git grep": "test_git_finds_something",
        "pip check": "test_pip_misses_only_what_is_left_out",
        "pytest": "test_pytest_finds_the_test",
        "scripts check": "test_a_file_that_is_shown_is_kept_whole",
        "scripts diff": "test_a_build_is_kept_and_compared_with_the_next",
        "scripts lint": "test_style_tests_and_locks_start_tools_that_are_there",
        "scripts lock": "test_style_tests_and_locks_start_tools_that_are_there",
        "scripts simulate-actions": "test_simulated_data_are_written",
        "scripts simulate-raw": "test_simulated_data_are_written",
        "scripts tableau": "test_the_workbook_is_written_anew",
        "scripts test": "test_style_tests_and_locks_start_tools_that_are_there",
        "scripts test-all": "test_style_tests_and_locks_start_tools_that_are_there",
    },
    "project/test_contract.py": {
        "dbt run": "test_what_a_staging_model_leaves_out_is_null_or_the_default"
    },
    "project/test_settings.py": {"dbt build": "test_the_sample_builds_with_other_settings"},
    "scripts/dev/bench/test_bench.py": {
        "dbt seed": "test_a_rival_agrees_with_the_build_row_for_row",
        "scripts bench": "test_a_rival_agrees_with_the_build_row_for_row",
    },
    "scripts/dev/test_mutations.py": {
        "scripts mutants": "test_every_mart_has_faults_and_each_stands_once_in_its_sql"
    },
    "scripts/fetch/test_fetch.py": {
        "scripts fetch": "test_a_broken_connection_is_resumed_where_it_broke"
    },
    "scripts/tableau/test_tableau_publish.py": {
        "export": "test_a_missing_variable_is_named_and_nothing_is_sent",
        "scripts publish-tableau": "test_a_large_file_arrives_in_parts",
    },
    "scripts/test_build.py": {
        "scripts build": "test_it_accounts_for_rows_and_tests_and_says_where_files_lie"
    },
}
WORKFLOW = ".github/workflows/test.yml"
RECORDER = "import json, sys; print(json.dumps(sys.argv[1:]))"


def of(*starts: str):
    """A test for each command that begins so."""
    chosen = [command for command in COMMANDS if command.line.startswith(starts)]
    assert chosen
    return pytest.mark.parametrize("command", chosen, ids=str)


def said_by(*command: str) -> subprocess.CompletedProcess:
    """A command run in the project's folder with the environment's programs before others."""
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    set_by_make = ("MAKEFLAGS", "MAKELEVEL", "SOURCES", "VARS", "FILE", "FROM", "A", "B", "BENCH")
    kept = {name: value for name, value in os.environ.items() if name not in set_by_make}
    return subprocess.run(
        command, cwd=PROJECT, env=kept | {"PATH": programs}, capture_output=True, text=True
    )


@cache
def typed(command: Command) -> list[list[str]]:
    """The arguments that a command gives to our command line, once or more by make."""
    if command.program == "scripts":
        return [list(command.arguments)]
    if not shutil.which("make") or os.name == "nt":
        pytest.skip("make is not there")
    with tempfile.TemporaryDirectory() as folder:
        recorder = Path(folder) / "recorder.py"
        recorder.write_text(RECORDER)
        start = f"{sys.executable} {recorder}"
        make = ["make", "--no-print-directory", f"PYTHON={start}", *command.arguments]
        planned = said_by(*make, "--dry-run")
        assert planned.returncode == 0, planned.stderr
        ours = re.compile(rf"(\w+=\S+ )*{re.escape(start)} -m scripts ")
        lines = planned.stdout.replace("\\\n", "").splitlines()
        assert [line for line in lines if not ours.match(line)] == []
        done = said_by(*make)
        assert done.returncode == 0, done.stderr
        return [json.loads(line)[2:] for line in done.stdout.splitlines()]


def kinds(command: Command) -> set[str]:
    """What a command runs, as RUN_BY names it."""
    if command.program in ("make", "scripts"):
        return {f"scripts {arguments[0]}" for arguments in typed(command)} - {"scripts --help"}
    first = command.arguments[:1] if command.program in (".", "dbt", "git", "pip") else ()
    return {" ".join([command.program, *first])}


def test_every_command_is_run_by_a_test():
    known = {kind: (file, test) for file, tests in RUN_BY.items() for kind, test in tests.items()}
    assert {kind for command in COMMANDS for kind in kinds(command)} == known.keys()
    for file, test in known.values():
        text = (PROJECT / "tests" / "python" / file).read_text(encoding="utf-8")
        assert f"\ndef {test}(" in text, f"{file}::{test}"


@of("make ", "scripts ")
def test_our_command_line_takes_what_is_typed(command):
    for arguments in typed(command):
        try:
            chosen = parser().parse_args(arguments)
        except SystemExit as ended:
            assert ended.code == 0, f"python -m scripts {' '.join(arguments)}"
            continue
        if arguments[0] == "build":
            source_names(chosen_settings(chosen.sources, chosen.vars))
        elif arguments[0] == "fetch":
            assert set(chosen.sources.split(",")) - {""} <= DATASETS.keys()
        elif arguments[0] == "test":
            assert [name for name in chosen.files if not (PROJECT / name).is_file()] == []


@of("make ")
def test_a_variable_of_make_reaches_the_command(command):
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    given = " ".join(word for arguments in typed(command) for word in arguments)
    for word in command.arguments[1:]:
        name, value = word.split("=", 1)
        assert f"\n{name} ?=" in makefile and value in given


@of("dbt ")
def test_dbt_has_the_command_with_its_options_and_knows_what_is_named(command):
    name, *options = command.arguments
    chosen = cli.commands[name].make_context(name, options).params
    source_names(chosen_settings(None, yaml.safe_dump(chosen["vars"])))
    folders = [PROJECT / name for name in ("analyses", "models", "seeds")]
    nodes = {path.stem for folder in folders for path in folder.rglob("*.*")}
    for named in [*chosen.get("select", ()), *chosen.get("exclude", ())]:
        is_path = named.startswith("path:")
        assert (PROJECT / named[5:]).exists() if is_path else named.strip("+") in nodes


def test_a_variable_of_the_environment_is_read_somewhere():
    folders = [PROJECT / name for name in ("scripts", "plugins", "macros", "tests")]
    files = [path for folder in folders for path in folder.rglob("*.*")]
    texts = [path.read_text("utf-8") for path in files if path.suffix in (".py", ".sql")]
    names = {given.split("=")[0] for command in COMMANDS for given in command.variables}
    assert "TABLEAU_SERVER" in names
    assert [name for name in names if not any(f'"{name}"' in text for text in texts)] == []


@pytest.mark.skipif(not (PROJECT / ".git").exists(), reason="no repository")
@of("git ")
def test_git_finds_something(command):
    assert said_by(command.program, *command.arguments).stdout


@pytest.mark.thorough
@of("pytest ")
def test_pytest_finds_the_test(command):
    done = said_by("python", "-m", command.program, *command.arguments, "--collect-only")
    assert done.returncode == 0, done.stdout


@of("pip ")
def test_pip_misses_only_what_is_left_out(command):
    done = said_by("python", "-m", "pip", *command.arguments)
    missing = [line for line in done.stdout.splitlines() if line.endswith("is not installed.")]
    assert [line.split()[3] for line in missing] == ["dbt-core-experimental-parser,"]


@pytest.mark.skipif(not (PROJECT / ".venv/bin/activate").exists(), reason="made elsewhere")
@of(". ")
def test_the_environment_has_dbt(command):
    done = said_by("sh", "-c", f". {' '.join(command.arguments)} && command -v dbt")
    assert done.stdout == f"{PROJECT}/.venv/bin/dbt\n"


@of("make test", "make lock", "scripts test")
def test_style_tests_and_locks_start_tools_that_are_there(command, monkeypatch):
    started = []
    monkeypatch.setattr(checks, "tool", lambda *given, **_: started.append(given))
    for arguments in typed(command):
        assert main(arguments) == 0
    assert started
    for tool, *given in started:
        assert tool == "uv" or shutil.which(tool, path=str(Path(sys.executable).parent))
        assert [word for word in given if "/" in word and not (PROJECT / word).exists()] == []


@pytest.mark.parametrize("query", blocks("sql"), ids=str)
def test_a_query_finds_rows_in_the_sample(query, sample_build):
    for statement in query.text.split(";\n"):
        assert not statement.strip() or sample_build.rows(statement)


@pytest.mark.thorough
@pytest.mark.parametrize("file", blocks("csv"), ids=str)
def test_a_file_that_is_shown_is_kept_whole(file, tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("MOOC_DATA_DIR", raising=False)
    (tmp_path / "clicks.csv").write_text(file.text)
    count = file.text.count("\n") - 1
    assert main(["check", str(tmp_path / "clicks.csv")]) == 0
    assert f"{count} rows = {count} kept + 0 duplicates + 0 rejected" in capsys.readouterr().out


@pytest.mark.skipif(not shutil.which("cp"), reason="no cp")
@of("cp ")
def test_a_build_is_kept_and_compared_with_the_next(
    command, sample_build, tmp_path, monkeypatch, capsys
):
    (tmp_path / "warehouse").mkdir()
    shutil.copy(sample_build.warehouse, tmp_path / "warehouse" / "mooc.duckdb")
    monkeypatch.chdir(tmp_path)
    subprocess.run([command.program, *command.arguments], check=True)
    compared = [
        arguments
        for other in COMMANDS
        if other.page == command.page
        if other.line.startswith("make diff ")
        for arguments in typed(other)
    ]
    assert len(compared) == 1
    assert main(compared[0]) == 0
    assert capsys.readouterr().out.endswith(" tables are equal\n")


@pytest.mark.thorough
@of("dbt show ")
def test_an_analysis_is_shown(command, sample_build, tmp_path):
    (shown,) = sample_build.copied_to(tmp_path).dbt(*command.arguments)
    assert shown.agate_table.rows


@pytest.mark.thorough
@of("scripts simulate-")
def test_simulated_data_are_written(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(command.arguments) == 0
    assert [path for path in (tmp_path / "data").rglob("*") if path.is_file()]


@pytest.mark.thorough
def test_the_workbook_is_written_anew(sample_build, tmp_path, monkeypatch):
    place = sample_build.copied_to(tmp_path)
    for name, value in place.environment.items():
        monkeypatch.setenv(name, value)
    assert main(["tableau"]) == 0
    assert (place.exports / "tableau" / "mooc_user_actions.twbx").exists()


def test_the_workflow_tests_and_builds_on_three_platforms_with_two_pythons():
    text = (PROJECT / WORKFLOW).read_text(encoding="utf-8")
    (job,) = yaml.safe_load(text)["jobs"].values()
    assert job["strategy"]["matrix"] == {
        "os": ["ubuntu-latest", "windows-latest", "macos-latest"],
        "python": ["3.11", "3.13"],
    }
    assert job["runs-on"] == "${{ matrix.os }}"
    pythons = [
        step["with"]["python-version"] for step in job["steps"] if "setup-python" in str(step)
    ]
    assert pythons == ["${{ matrix.python }}"]
    lines = [line for step in job["steps"] for line in step.get("run", "").splitlines()]
    assert [line for line in lines if not line.startswith("python -m scripts ")] == []
    run = [typed(part) for line in lines for part in parts(Shown(WORKFLOW, line))]
    assert [parser().parse_args(arguments).module for (arguments,) in run] == [
        "scripts.dev.checks",
        "scripts.build",
    ]
    assert re.findall(r"(?:^|[\s\"'=])(?:/|~|[A-Za-z]:\\)\S*", text) == []


def test_no_platform_is_called_tried_where_nobody_has_run_it():
    text = " ".join(" ".join(page_texts().values()).split())
    assert "It has run on Linux (x86-64) with Python 3.11 and 3.13." in text
    others = re.compile(r"\b(Windows|macOS|Mac)\b")
    tried = re.compile(r"\b(tested|tried|verified|works|passes|has run|was run)\b")
    assert [
        sentence
        for sentence in re.split(r"(?<=[.;:]) ", text)
        if others.search(sentence) and tried.search(sentence)
    ] == ["Nobody has tried it on Windows and macOS yet."]
