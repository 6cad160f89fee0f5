"""dbt in this process, with a progress bar and its errors as one sentence each."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest
from rich.progress import Progress

from scripts.causes import outside_cause

TESTS = ("test", "unit_test")
WARNING_MARK = re.compile(r"^\[(\x1b\[\d+m)?WARNING(\x1b\[\d+m)?\]: ")
FAILED = ("error", "fail", "runtime error")


class DbtFailure(Exception):
    """dbt ended with failures."""

    def __init__(self, sentences: Sequence[str], is_check: bool) -> None:
        """`sentences` say what failed, one each; `is_check` whether nothing but tests did."""
        super().__init__("; ".join(sentences))
        self.sentences = list(sentences)
        self.is_check = is_check


@dataclass(frozen=True)
class DbtOutcome:
    """How many models and tests a dbt command ran."""

    model_count: int
    test_count: int


def sentence_of(message: str) -> str:
    """What a dbt message says, without its heading and the macros that it came through."""
    if cause := outside_cause(message):
        return cause
    if mangled := re.search(r"CSV Parser state machine.*?file = ([^\n]*)", message, re.DOTALL):
        return f"{mangled[1]}: its lines end in more than one way; let all end in LF"
    lines = [line.strip() for line in message.splitlines()]
    said = [line for line in lines if line and not line.startswith(("> in ", "> called by "))]
    heading = re.compile(
        r"(Compilation|Runtime|Database|Parsing) Error( in .*)?|compiled code at .*"
    )
    return " ".join(line for line in said if not heading.fullmatch(line))


def failures(results: Sequence) -> list[str]:
    """One sentence for each failed node of a dbt run, and one for all with one outside cause."""
    return list(dict.fromkeys(failure(result) for result in results if result.status in FAILED))


def failure(result) -> str:
    """What failed and why; a test also says where its SQL lies."""
    said = sentence_of(result.message or "")
    if outside_cause(result.message or "") or result.node.resource_type == "operation":
        return said
    if result.node.resource_type not in TESTS:
        return f"{result.node.name}: {said}"
    # A unit test that could not run at all has no compiled SQL.
    path = getattr(result.node, "compiled_path", None)
    return f"test {result.node.name}: {said}" + (f"; see {path}" if path else "")


def parse_project(options: Sequence[str]) -> Manifest:
    """The project as dbt parses it with these options; raises DbtFailure when it cannot."""
    outcome = dbtRunner().invoke(["--log-level", "none", "--no-write-json", "parse", *options])
    DuckDBConnectionManager.close_all_connections()
    if not outcome.success:
        raise DbtFailure([sentence_of(str(outcome.exception or "dbt failed"))], is_check=False)
    assert isinstance(outcome.result, Manifest)
    return outcome.result


def run_dbt(
    arguments: Sequence[str],
    progress: Progress,
    title: str,
    manifest: Manifest | None = None,
    shows_warnings: bool = True,
    before_letting_go: Callable[[duckdb.DuckDBPyConnection], None] = lambda connection: None,
) -> DbtOutcome:
    """Run a dbt command, show how far it is, and let go of the warehouse.

    It parses the project unless `manifest` is given. Warnings are printed as dbt words them, if at
    all. When nothing failed, `before_letting_go` gets dbt's connection while no other program can
    come in between. Raises DbtFailure when anything failed, and KeyboardInterrupt when the user
    interrupted.
    """
    task = progress.add_task(title, total=None)

    def advance(event) -> None:
        if event.info.name == "NodeFinished":
            progress.advance(task)
        elif event.info.name == "LogStartLine":
            progress.update(task, total=event.data.total)
        elif event.info.level == "warn" and shows_warnings:
            progress.console.print(WARNING_MARK.sub("", event.info.msg))

    try:
        runner = dbtRunner(manifest=manifest, callbacks=[advance])
        outcome = runner.invoke(["--log-level", "none", *arguments])
        if isinstance(outcome.exception, KeyboardInterrupt):
            raise outcome.exception
        if outcome.success:
            # dbt-duckdb declares that it has no connection before it opens one.
            opened: Any = DuckDBConnectionManager.env()
            before_letting_go(opened.conn.cursor())
    finally:
        DuckDBConnectionManager.close_all_connections()
    results = getattr(outcome.result, "results", None) or []
    if not outcome.success:
        sentences = failures(results) or [sentence_of(str(outcome.exception or "dbt failed"))]
        broken = [result for result in results if result.status in FAILED]
        is_check = bool(broken) and all(r.node.resource_type in TESTS for r in broken)
        raise DbtFailure(sentences, is_check)
    progress.update(task, visible=False)
    kinds = [getattr(result.node, "resource_type", None) for result in results]
    test_count = sum(kinds.count(kind) for kind in TESTS)
    return DbtOutcome(model_count=kinds.count("model"), test_count=test_count)
