"""The simulated tables as Parquet files, made one part of a course at a time."""

from pathlib import Path

import duckdb
from rich.progress import Progress

from scripts.dev.simulate.scale import sql
from scripts.dev.simulate.scale.course_sizes import Course, parts

MEMORY_LIMIT = "2GB"


def write(courses: list[Course], seed: int, folder: Path, progress: Progress) -> None:
    """Write `actions/<course>-<part>.parquet`, and the small tables once all actions lie there.

    Raises OSError where the folder cannot be written to.
    """
    (folder / "actions").mkdir(parents=True, exist_ok=True)
    (folder / "actions" / ".writable").touch()
    (folder / "actions" / ".writable").unlink()
    task = progress.add_task("Simulating", total=sum(course.action_count for course in courses))
    with duckdb.connect() as connection:
        connection.execute(f"set memory_limit = '{MEMORY_LIMIT}'; set TimeZone = 'UTC'")
        connection.execute("set enable_progress_bar = false")
        connection.execute(sql.CHANCE)
        connection.execute(f"set temp_directory = '{folder / '.spill'}'")
        for course in courses:
            _add(connection, "courses", sql.course(course))
            _add(connection, "activities", sql.activities(course))
            for part in parts(course):
                connection.execute(
                    f"create or replace temp table learners as {sql.learners(part, seed)}"
                )
                name = f"actions/{course.course_id}-{part.number}"
                _copy(connection, sql.actions(part, seed), folder / f"{name}.parquet")
                _add(connection, "enrollments", sql.enrollments(course))
                progress.advance(task, part.action_count)
        for table in ("courses", "activities", "enrollments"):
            _copy(connection, f"select * from {table} order by all", folder / f"{table}.parquet")


def _add(connection: duckdb.DuckDBPyConnection, table: str, rows: str) -> None:
    connection.execute(f"create temp table if not exists {table} as from ({rows}) limit 0")
    connection.execute(f"insert into {table} {rows}")


def _copy(connection: duckdb.DuckDBPyConnection, rows: str, path: Path) -> None:
    connection.execute(f"copy ({rows}) to '{path}' (format parquet, use_tmp_file true)")
