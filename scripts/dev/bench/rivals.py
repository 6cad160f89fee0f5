"""Those that make the core tables by other means, and whether they agree with the build."""

import math
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb

from scripts.compare.diff_report import report
from scripts.compare.differences import TableDifference, compare
from scripts.dev.bench.measure import Measured, measure
from scripts.dev.bench.ours import CORE_TABLES, PROJECT

ACTION_TYPES = PROJECT / "seeds" / "action_types.csv"


@dataclass(frozen=True)
class Rival:
    """A module of scripts/dev/bench/contenders, and up to how many million actions it is tried."""

    name: str
    title: str
    module: str
    largest_millions: float = math.inf
    writes_duckdb: bool = False

    def run(self, data: Path, folder: Path, environment: dict[str, str]) -> Measured:
        """Write the four tables anew; raises UserError when it fails."""
        out = folder / "floor.duckdb" if self.writes_duckdb else folder
        for leftover in [*folder.glob("*.duckdb*"), *folder.glob("*.parquet")]:
            if leftover.is_file():
                leftover.unlink()
        command = [sys.executable, "-m", f"scripts.dev.bench.contenders.{self.module}"]
        places = [data / "files", ACTION_TYPES, out]
        return measure([*command, *map(str, places)], environment, folder, PROJECT)

    def tables(self, folder: Path) -> Path:
        """A DuckDB file with the four tables in the schema `marts`."""
        if self.writes_duckdb:
            return folder / "floor.duckdb"
        loaded = folder / "loaded.duckdb"
        loaded.unlink(missing_ok=True)
        with duckdb.connect(str(loaded)) as connection:
            connection.execute("set preserve_insertion_order = false; create schema marts")
            for table in CORE_TABLES:
                connection.execute(f"create table marts.{table} as from '{folder}/{table}.parquet'")
        return loaded


RIVALS = [
    Rival("floor", "hand-written DuckDB script", "hand_written", writes_duckdb=True),
    Rival("pandas", "pandas", "with_pandas", largest_millions=5),
    Rival("polars", "polars", "with_polars", largest_millions=20),
]


def disagreements(ours: Path, theirs: Path, tables: tuple[str, ...] = ()) -> list[str]:
    """What differs between the marts of two DuckDB files, in lines; nothing where rows are equal.

    Numbers and times are compared by value: a library may hold them in another type. Of both files
    only `tables` count, if any are named.
    """
    found = [
        difference
        for difference in compare(ours, theirs, None if not tables else ["marts"])
        if (not tables or difference.table in tables) and has_other_rows(difference)
    ]
    return [line for line in report(found)][:-1]


def has_other_rows(difference: TableDifference) -> bool:
    """Whether there is more to tell than the types of columns."""
    counts = difference.added_count + difference.removed_count + difference.changed_count
    columns = difference.columns_added or difference.columns_removed
    return bool(difference.only_in or columns or counts)
