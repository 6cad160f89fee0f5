"""The project's own build, as a user runs it."""

import json
import sys
from pathlib import Path

from scripts.dev.bench.measure import Measured, measure

PROJECT = Path(__file__).parents[3]
CORE_TABLES = ("fct_actions", "fct_sessions", "fct_daily_engagement", "fct_enrollments")
CORE = ["--select", "+fct_daily_engagement", "+fct_enrollments"]
MARTS = ["--exclude", "path:models/exports"]
VARIABLES = ["--vars", json.dumps({"sources": ["files"]})]


def new_build(
    data: Path, folder: Path, selection: list[str], environment: dict[str, str]
) -> Measured:
    """`dbt seed`, which is not measured, then `dbt run` into a new warehouse of this folder."""
    warehouse = warehouse_in(folder)
    for leftover in folder.glob(f"{warehouse.name}*"):
        if leftover.is_file():
            leftover.unlink()
    dbt("seed", data, folder, [], environment)
    return dbt("run", data, folder, selection, environment)


def increment(data: Path, folder: Path, environment: dict[str, str]) -> Measured:
    """`dbt run` of the marts in the warehouse that lies in this folder."""
    return dbt("run", data, folder, MARTS, environment)


def parse(data: Path, folder: Path, environment: dict[str, str]) -> None:
    """`dbt parse`, so that an increment finds the project parsed, as it does every other day."""
    dbt("parse", data, folder, [], environment)


def warehouse_in(folder: Path) -> Path:
    """The warehouse of a working folder."""
    return folder / "mooc.duckdb"


def dbt(
    command: str, data: Path, folder: Path, selection: list[str], environment: dict[str, str]
) -> Measured:
    """A dbt command as a process of its own; raises UserError when it fails."""
    places = {
        "MOOC_DATA_DIR": str(data),
        "MOOC_WAREHOUSE": str(warehouse_in(folder)),
        "MOOC_EXPORTS": str(folder / "exports"),
        "DBT_PROJECT_DIR": str(PROJECT),
        "DBT_PROFILES_DIR": str(PROJECT),
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
    }
    arguments = ["--no-use-colors", command, *selection, *VARIABLES]
    # dbt reads the project from the folder it runs in.
    return measure(
        [sys.executable, "-m", "dbt.cli.main", *arguments],
        {**environment, **places},
        folder,
        PROJECT,
    )
