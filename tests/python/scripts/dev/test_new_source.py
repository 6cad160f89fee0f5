"""A new source is added by following docs/sources.md word for word."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import duckdb
import pytest
from conftest import PROJECT

from scripts.command_line import main

pytestmark = pytest.mark.thorough
STEPS = (PROJECT / "docs/sources.md").read_text(encoding="utf-8").split("## Add a source")[1]
BLOCK = re.compile(r"(?:^ *`([^`\n]+)`\n\n)?^( *)```[a-z]*\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def blocks() -> list[tuple[str, list[str]]]:
    """The blocks of the steps: the file named above it, or nothing over commands, and its lines."""
    found = BLOCK.findall(STEPS)
    assert len(found) == 7
    return [(path, dedent(text).splitlines()) for path, _, text in found]


@pytest.fixture(scope="module")
def clone(tmp_path_factory) -> Path:
    """What git knows of the project, as a newcomer clones it, with the environment of this one."""
    folder = tmp_path_factory.mktemp("clone")
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(listing, cwd=PROJECT, check=True, capture_output=True, text=True)
    for file in listed.stdout.splitlines():
        if not (PROJECT / file).is_file():
            continue
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT / file, folder / file)
    git = ["git", "-c", "user.name=ana", "-c", "user.email=ana@example.org"]
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message=all"]):
        subprocess.run([*git, *arguments], cwd=folder, check=True)
    (folder / ".venv").symlink_to(PROJECT / ".venv")
    return folder


def follow(folder: Path, path: str, lines: list[str]) -> None:
    """Do what a block says: run it, change lines, or add to a table."""
    target = folder / path
    if not path:
        for line in lines:
            assert line.startswith("python3 -m scripts ")
            run = subprocess.run(
                [sys.executable, *line.split()[1:]],
                cwd=folder,
                env={name: os.environ[name] for name in ("PATH", "HOME")},
                capture_output=True,
                text=True,
            )
            assert run.returncode == 0, (line, run.stdout, run.stderr)
        return
    if not path.endswith(".csv"):
        text = target.read_text()
        for line in lines:
            start = re.match("- {name: [a-z_]+|[a-zA-Z_]+", line)[0]
            text, count = re.subn(rf"(?<![\w]){re.escape(start)}\b.*", line, text, count=1)
            assert count, line
        target.write_text(text)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    before = target.read_text() if target.exists() else ""
    target.write_text(before + "".join(f"{line}\n" for line in lines))


def test_the_steps_of_the_document_add_a_source(clone):
    for path, lines in blocks():
        follow(clone, path, lines)
    with duckdb.connect(clone / "warehouse/mooc.duckdb", read_only=True) as connection:
        ledger = connection.execute(
            "select raw_row_count, kept_row_count, rejected_row_count from quality.row_ledger "
            "where source_name = 'campus' and table_name = 'actions'"
        ).fetchall()
        repeated = connection.execute(
            "select count(*) from marts.fct_actions where acted_at = '2026-03-01 10:00:00'"
        ).fetchall()
        unknown = connection.execute(
            "select count(*) from marts.fct_actions where action_category = 'other'"
        ).fetchall()
    assert (ledger, repeated, unknown) == ([(10, 9, 1)], [(2,)], [(0,)])


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("Campus", "expected a name of small letters and digits, such as campus"),
        ("a__b", "expected a name of small letters and digits, such as campus"),
        ("edx", "there is such a source; choose another name"),
    ],
)
def test_a_name_that_cannot_be_is_one_sentence(capsys, name, fault):
    assert main(["new-source", name]) == 2
    assert capsys.readouterr().err == f"{name}: {fault}\n"
