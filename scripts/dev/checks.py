"""The style of the code, the tests, and the lock files."""

import os
import subprocess
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from scripts.project_settings import known_sources

PROJECT = Path(__file__).parents[2]
SQL = ["analyses", "models", "tests"]
LOCKS = ["test", "tableau-server", "bench"]
RESOLVE = [
    *["pip", "compile", "--quiet", "--generate-hashes", "--no-strip-extras", "--universal"],
    *["--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate"],
    *["--python-version", "3.11", "--override", "requirements-left-out.in"],
]


class Failed(Exception):
    """A tool found something and has printed it."""


def tool(name: str, *arguments: str, **settings: str) -> None:
    """Run a tool of the environment in the project's folder; raises Failed."""
    program = Path(sys.executable).with_name(name)
    print(f"{name} {' '.join(arguments[:2])}", flush=True)
    if subprocess.run([program, *arguments], cwd=PROJECT, env=os.environ | settings).returncode:
        raise Failed(name)


def git(*arguments: str) -> list[str]:
    """The lines that a git command prints; none where git or a repository is missing."""
    try:
        run = subprocess.run(["git", *arguments], cwd=PROJECT, capture_output=True, text=True)
    except FileNotFoundError:
        return []
    return run.stdout.splitlines()


def changed_sql() -> list[str]:
    """SQL files that differ from the branch they will be merged into, or are not committed."""
    base = git("merge-base", "HEAD", "@{upstream}") or ["HEAD"]
    found = git("diff", "--name-only", "--diff-filter=d", base[0], "--", *SQL)
    found += git("ls-files", "--others", "--exclude-standard", "--", *SQL)
    return sorted(file for file in set(found) if file.endswith(".sql"))


def lint_sql(files: Sequence[str]) -> None:
    """Lint SQL of all sources in one process: more of them parse the project for every file."""
    if not files:
        return
    options = PROJECT / "target/lint/sqlfluff.cfg"
    options.parent.mkdir(parents=True, exist_ok=True)
    sources = ", ".join(known_sources())
    options.write_text(f"[sqlfluff:templater:dbt:context]\nsources = {sources}\n")
    settings = {"MOOC_WAREHOUSE": "target/lint/mooc.duckdb"}
    tool("sqlfluff", "lint", "--disable-progress-bar", "--config", str(options), *files, **settings)


def lint(sql: Sequence[str]) -> None:
    """The style and types of Python, YAML, and some SQL; raises Failed."""
    tool("ruff", "check")
    tool("ruff", "format", "--check")
    tool("mypy")
    listing = ["ls-files", "--cached", "--others", "--exclude-standard", "*.yml", "*.yaml"]
    tool("check-yaml", *git(*listing))
    lint_sql(sql)


def tests(*options: str) -> None:
    """Run pytest in as many processes as there are processors; raises Failed.

    One file of many tests is shared out among them; else each process takes whole files.
    """
    shared_out = "load" if len(options) == 1 else "loadfile"
    tool("pytest", "--numprocesses", "auto", "--dist", shared_out, *options)


def lock() -> None:
    """Resolve what each part needs; parts have the same versions of what they share."""
    tool("pip", "install", "--quiet", "--disable-pip-version-check", "uv")
    tool("uv", *RESOLVE, "requirements.in", "--output-file", "requirements.txt")
    for name in LOCKS:
        files = [f"requirements-{name}.in", "--output-file", f"requirements-{name}.txt"]
        tool("uv", *RESOLVE, "--constraint", "requirements.txt", *files)


def run(chosen: Namespace) -> int:
    """Do what the command line says; 0 when nothing was found, else 1."""
    try:
        if chosen.kind == "test" and chosen.files:
            tests(*chosen.files)
            return 0
        if chosen.kind in ("lint", "test"):
            lint(changed_sql())
        if chosen.kind == "test":
            tests("-m", "not thorough")
        elif chosen.kind == "test-rest":
            lint_sql(SQL)
            tests("-m", "thorough")
        elif chosen.kind == "test-all":
            lint(SQL)
            tests()
        elif chosen.kind == "format":
            tool("ruff", "check", "--fix")
            tool("ruff", "format")
        elif chosen.kind == "lock":
            lock()
    except Failed:
        return 1
    return 0
