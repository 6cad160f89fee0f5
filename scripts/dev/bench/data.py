"""The files that are measured on: simulated actions, and their delivery day by day."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from scripts.dev.bench.size import Size
from scripts.warehouse import one_row

LATE_RATE = 0.02
# Of the late rows nine in ten come within three weeks, the others after about a year.
RECENT_RATE, RECENT_DAYS = 0.9, 21
OLD_DAYS = (350, 380)
NEW_ACTION_COUNT = 10_000
SMALL_TABLES = ("courses", "activities", "enrollments")


def simulated(folder: Path, size: Size) -> Path:
    """The data folder of so many actions below `folder`, made where it is not there yet."""
    data = folder / f"d{size}"
    # The simulator writes this one last.
    if not (data / "files" / "enrollments.parquet").is_file():
        command = [sys.executable, "-m", "scripts", "simulate-actions"]
        options = ["--actions", str(size.action_count), "--out", str(data)]
        subprocess.run([*command, *options], check=True, stdout=subprocess.DEVNULL)
    return data


@dataclass(frozen=True)
class Deliveries:
    """A history of which the last day is still to come, with late rows, and then a few more.

    `data` is a data folder that holds the history; the two files are to be put into it in turn.
    """

    data: Path
    waiting: Path
    history_count: int
    day: date
    day_count: int
    late_count: int
    new_count: int

    @property
    def actions(self) -> Path:
        """The folder of action files."""
        return self.data / "files" / "actions"

    def deliver_day(self) -> None:
        """Link the day's file into the data folder."""
        self._deliver("day")

    def deliver_new(self) -> None:
        """Link the file of a few newer actions into it."""
        self._deliver("new")

    def _deliver(self, name: str) -> None:
        target = self.actions / f"delivered-{name}.parquet"
        target.unlink(missing_ok=True)
        target.hardlink_to(self.waiting / f"{name}.parquet")

    def take_back(self) -> None:
        """Leave nothing but the history in the data folder."""
        for name in ("day", "new"):
            (self.actions / f"delivered-{name}.parquet").unlink(missing_ok=True)


def deliveries(
    source: Path, folder: Path, on_file: Callable[[int, int], None] = lambda done, total: None
) -> Deliveries:
    """Split simulated data, made below `folder`, by one day and what came late with it.

    The day is the last of at least average size that 10,000 newer actions follow; what is newer
    still is left out. `on_file` hears how many files of the history are written, and of how many.
    """
    data, waiting = folder / "data", folder / "waiting"
    files = sorted((source / "files" / "actions").glob("*.parquet"))
    (data / "files" / "actions").mkdir(parents=True, exist_ok=True)
    waiting.mkdir(exist_ok=True)
    for delivered in (data / "files" / "actions").glob("delivered-*"):
        delivered.unlink()
    for table in SMALL_TABLES:
        target = data / "files" / f"{table}.parquet"
        target.unlink(missing_ok=True)
        target.symlink_to((source / "files" / f"{table}.parquet").resolve())
    with duckdb.connect(config={"temp_directory": str(folder / ".spill")}) as connection:
        connection.execute("set memory_limit = '3GB'; set TimeZone = 'UTC'")
        connection.execute("set enable_progress_bar = false")
        connection.execute("create macro place(action_id) as hash(action_id, 'late')")
        connection.read_parquet([str(file) for file in files]).create_view("actions")
        day, day_count = delivered_day(connection)
        late_count = round(day_count * LATE_RATE / (1 - LATE_RATE))
        old_count = round(late_count * (1 - RECENT_RATE))
        oldest, newest = OLD_DAYS
        connection.execute(
            f"""create table late as
            (select action_id from actions
            where acted_at < date '{day}' and acted_at >= date '{day}' - {RECENT_DAYS}
            order by place(action_id) limit {late_count - old_count})
            union all
            (select action_id from actions
            where acted_at < date '{day}' - {oldest} and acted_at >= date '{day}' - {newest}
            order by place(action_id) limit {old_count})"""
        )
        late_count = one_row(connection, "select count(*) from late")[0]
        is_of_day = f"acted_at >= date '{day}' and acted_at < date '{day}' + 1"
        copy(
            connection,
            f"from actions where {is_of_day} or action_id in (from late)",
            waiting / "day.parquet",
        )
        copy(
            connection,
            f"from actions where acted_at >= date '{day}' + 1 order by acted_at, action_id "
            f"limit {NEW_ACTION_COUNT}",
            waiting / "new.parquet",
        )
        for done, file in enumerate(files):
            on_file(done, len(files))
            history = (
                f"from '{file}' where acted_at < date '{day}' and action_id not in (from late)"
            )
            copy(connection, history, data / "files" / "actions" / file.name)
        return Deliveries(
            data=data,
            waiting=waiting,
            history_count=rows_in(connection, data / "files" / "actions" / "*.parquet"),
            day=day,
            day_count=day_count,
            late_count=late_count,
            new_count=rows_in(connection, waiting / "new.parquet"),
        )


def delivered_day(connection: duckdb.DuckDBPyConnection) -> tuple[date, int]:
    """The last day of at least average size that enough newer actions follow, and its size."""
    day, action_count = one_row(
        connection,
        """
        with days as (
            select acted_at::date as day, count(*) as action_count
            from actions
            group by day
        ),
        followed as (
            select
                *,
                sum(action_count) over (order by day desc) - action_count as newer_count,
                avg(action_count) over () as usual_count,
                sum(action_count) over () as total
            from days
        )
        select day, action_count
        from followed
        where action_count >= usual_count and newer_count >= least(?, total / 100)
        order by day desc
        limit 1
        """,
        [NEW_ACTION_COUNT],
    )
    return day, action_count


def copy(connection: duckdb.DuckDBPyConnection, rows: str, path: Path) -> None:
    """The rows of a query as a Parquet file."""
    connection.execute(f"copy ({rows}) to '{path}' (format parquet, use_tmp_file true)")


def rows_in(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """How many rows a Parquet file has."""
    return one_row(connection, f"select count(*) from '{path}'")[0]
