"""A file of actions as it lies there: the text between its fields, its headers, its times."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from plugins.raw_files import find_fault, read_header
from scripts.errors import UserError
from scripts.warehouse import literal, pattern_of

DELIMITERS = (",", ";", "\t", "|")
LOOKED_AT_ROWS = 10_000
# The share of its values that must be times for a column to be taken for one.
TIME_RATE = 0.9


@dataclass(frozen=True)
class ActionFile:
    """`delimiter` is a comma for Parquet too; `times` are the headers whose values are times."""

    delimiter: str
    headers: list[str]
    times: list[str]


def ending_of(path: Path) -> str:
    """The ending that the source `files` expects of such a file, told by how it begins."""
    with open(path, "rb") as stream:
        mark = stream.read(4)
    if mark == b"PAR1":
        return ".parquet"
    return ".csv.gz" if mark.startswith(b"\x1f\x8b") else ".csv"


def look_at(path: Path, delimiter: str | None) -> ActionFile:
    """Read a file with such an ending as far as needed; raises UserError when it is broken.

    Without a delimiter the one that makes the most columns of the first line is taken.
    """
    if fault := find_fault(str(path), "quoted"):
        raise UserError(f"{path}: {fault}")
    try:
        with duckdb.connect() as connection:
            if path.suffix == ".parquet":
                rows, delimiter = f"read_parquet({literal(pattern_of(path))})", ","
                headers = [row[0] for row in connection.execute(f"describe from {rows}").fetchall()]
            else:
                delimiter = delimiter or max(
                    DELIMITERS, key=lambda candidate: len(read_header(str(path), candidate))
                )
                headers = read_header(str(path), delimiter)
                rows = _text_rows(path, headers, delimiter)
            return ActionFile(delimiter, headers, _times(connection, rows, headers))
    except duckdb.Error as error:
        raise UserError(f"{path}: cannot be read ({str(error).splitlines()[0]})") from error


def _text_rows(path: Path, headers: list[str], delimiter: str) -> str:
    columns = ", ".join(f"c{place}: 'VARCHAR'" for place in range(len(headers)))
    return (
        f"read_csv({literal(pattern_of(path))}, columns = {{{columns}}}, "
        f"delim = {literal(delimiter)}, header = true, "
        "auto_detect = false, strict_mode = false, ignore_errors = true)"
    )


def _times(connection: duckdb.DuckDBPyConnection, rows: str, headers: list[str]) -> list[str]:
    """The headers whose values are, but for a few, ISO 8601 times or Unix seconds."""
    columns = [f'"c{place}"' for place in range(len(headers))]
    names = ", ".join(columns)
    shares = ", ".join(
        f"avg((try_cast({column} as timestamptz) is not null "
        f"or coalesce(try_cast({column} as double) between 1e8 and 1e11, false))::int)"
        for column in (f"{name}::varchar" for name in columns)
    )
    found = connection.execute(
        f"select {shares} from (from {rows} limit {LOOKED_AT_ROWS}) as looked_at({names})"
    ).fetchone()
    return [
        header
        for header, share in zip(headers, found, strict=True)
        if share is not None and share >= TIME_RATE
    ]
