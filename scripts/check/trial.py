"""A file of actions, built for a try in a folder of its own."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml
from rich.progress import Progress

from scripts.dbt import DbtFailure, run_dbt
from scripts.errors import UserError
from scripts.warehouse import open_warehouse

MODELS = ("row_ledger", "rejected_rows", "source_capabilities")
EXAMPLES = 3


@dataclass(frozen=True)
class Reason:
    """Why rows were rejected, how many, and up to three of them as (record number, text)."""

    reason: str
    row_count: int
    examples: list[tuple[int, str]]


@dataclass(frozen=True)
class Trial:
    """`capabilities` are (question, answer, why, needs); `unknown_types` have no category."""

    raw_row_count: int
    kept_row_count: int
    duplicate_row_count: int
    rejected_row_count: int
    reasons: list[Reason]
    capabilities: list[tuple[str, str, str, str | None]]
    unknown_types: list[str]


def try_out(folder: Path, settings: Mapping[str, object], progress: Progress) -> Trial:
    """Build the files below `folder`/data/files with these settings and read what came out.

    Raises UserError with dbt's own sentence when they cannot be built.
    """
    selected = [argument for model in MODELS for argument in ("--select", f"+{model}")]
    with _environment(folder):
        try:
            run_dbt(
                ["build", "--resource-type", "seed", "--resource-type", "model", *selected]
                + ["--vars", yaml.safe_dump({**settings, "sources": ["files"]})],
                progress,
                "Trying it out",
                shows_warnings=False,
            )
        except DbtFailure as failure:
            raise UserError("; ".join(failure.sentences)) from failure
    return _read(folder / "mooc.duckdb")


@contextmanager
def _environment(folder: Path) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(
        MOOC_DATA_DIR=str(folder / "data"),
        MOOC_WAREHOUSE=str(folder / "mooc.duckdb"),
        DBT_TARGET_PATH=str(folder / "target"),
        DBT_LOG_PATH=str(folder / "logs"),
    )
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _read(warehouse: Path) -> Trial:
    with open_warehouse(warehouse) as connection:
        counts = connection.execute(
            """select sum(raw_row_count), sum(kept_row_count), sum(duplicate_row_count),
            sum(rejected_row_count) from quality.row_ledger"""
        ).fetchone()
        reasons = connection.execute(
            f"""select reject_reason, count(*),
            list((record_number, coalesce(raw_text, '')) order by record_number)[:{EXAMPLES}]
            from quality.rejected_rows
            group by reject_reason order by count(*) desc, reject_reason"""
        ).fetchall()
        capabilities = connection.execute(
            """select question, answer, why, needs from quality.source_capabilities
            order by answer = 'no', answer = 'partly', question"""
        ).fetchall()
        unknown = connection.execute(
            """select distinct action_type from marts.fct_actions
            anti join intermediate.action_types using (source_name, action_type)
            order by action_type"""
        ).fetchall()
    return Trial(
        *(int(count) for count in counts),
        reasons=[Reason(*row) for row in reasons],
        capabilities=capabilities,
        unknown_types=[action_type for (action_type,) in unknown],
    )
