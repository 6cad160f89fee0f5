"""A file of actions, built for a try in a folder of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from rich.progress import Progress

from scripts.dbt import DbtFailure, run_dbt
from scripts.environment import environment
from scripts.errors import UserError
from scripts.warehouse import one_row, open_warehouse

MODELS = ("row_ledger", "rejected_rows", "source_capabilities")
EXAMPLES = 3


@dataclass(frozen=True)
class Reason:
    """Why rows were rejected or values emptied, how many, and three as (record, line, text)."""

    reason: str
    row_count: int
    examples: list[tuple[int, int | None, str]]


@dataclass(frozen=True)
class Trial:
    """`capabilities` are (question, answer, why, needs); `unknown_types` have no category.

    `enrollment_count` is 0 where no table of enrollments lies beside; `outcomes` say in words where
    those of how many come from.
    """

    raw_row_count: int
    kept_row_count: int
    duplicate_row_count: int
    rejected_row_count: int
    reasons: list[Reason]
    emptied: list[Reason]
    capabilities: list[tuple[str, str, str, str | None]]
    unknown_types: list[str]
    enrollment_count: int
    outcomes: list[tuple[str, int]]


def try_out(folder: Path, settings: Mapping[str, object], progress: Progress) -> Trial:
    """Build the files below `folder`/data/files with these settings and read what came out.

    Raises UserError with dbt's own sentence when they cannot be built.
    """
    selected = [argument for model in MODELS for argument in ("--select", f"+{model}")]
    with environment(
        MOOC_DATA_DIR=str(folder / "data"),
        MOOC_WAREHOUSE=str(folder / "mooc.duckdb"),
        DBT_TARGET_PATH=str(folder / "target"),
        DBT_LOG_PATH=str(folder / "logs"),
    ):
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


def _read(warehouse: Path) -> Trial:
    with open_warehouse(warehouse) as connection:
        raw, kept, duplicates, rejected = one_row(
            connection,
            """select sum(raw_row_count), sum(kept_row_count), sum(duplicate_row_count),
            sum(rejected_row_count) from quality.row_ledger where table_name = 'actions'""",
        )
        reasons = connection.execute(
            f"""select reject_reason, count(*),
            list((record_number, line_number, coalesce(raw_text, ''))
                order by record_number)[:{EXAMPLES}]
            from quality.rejected_rows where table_name = 'actions'
            group by reject_reason order by count(*) desc, reject_reason"""
        ).fetchall()
        emptied = connection.execute(
            f"""select reason, count(*),
            list((record_number, null, coalesce(raw_text, '')) order by record_number)[:{EXAMPLES}]
            from (
                select record_number, raw_text, unnest(string_split(emptied_values, '; ')) as reason
                from staging.base_files__actions where emptied_values is not null
            )
            group by reason order by count(*) desc, reason"""
        ).fetchall()
        (enrollment_count,) = one_row(
            connection,
            """select coalesce(sum(kept_row_count), 0) from quality.row_ledger
            where table_name = 'enrollments'""",
        )
        outcomes = connection.execute(
            """select case
                when outcome_basis = 'label' then 'are labelled'
                when outcome_basis is null then 'have no outcome'
                else 'are inferred from ' || outcome_basis
            end as words, count(*)
            from marts.fct_enrollments group by words order by words"""
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
        raw_row_count=int(raw),
        kept_row_count=int(kept),
        duplicate_row_count=int(duplicates),
        rejected_row_count=int(rejected),
        reasons=[Reason(*row) for row in reasons],
        emptied=[Reason(*row) for row in emptied],
        capabilities=capabilities,
        unknown_types=[action_type for (action_type,) in unknown],
        enrollment_count=sum(count for _, count in outcomes) if enrollment_count else 0,
        outcomes=outcomes,
    )
