"""What SQL cannot know of a raw file before it is read: whether it is there, whole, and its header.

dbt-duckdb loads the class `Plugin` for every command that opens the warehouse, so only the standard
library and DuckDB are imported here. Its functions become SQL functions for the macros under
macros/files.
"""

import csv
import gzip
import zlib
from pathlib import Path
from typing import IO

import duckdb
from dbt.adapters.duckdb.plugins import BasePlugin

CHUNK_BYTES = 1 << 20
PARQUET_MARK = b"PAR1"
# The mark, the length of the footer and the mark again.
PARQUET_LEAST_BYTES = 12


def find_files(stem: str, endings: list[str]) -> list[str]:
    """The files of a table, sorted: `<stem><ending>`, and all below the folder `<stem>`."""
    path = Path(stem)
    beside = path.parent.glob("*") if path.parent.is_dir() else []
    names = {path.name.lower() + ending for ending in endings}
    named = [file for file in beside if file.name.lower() in names]
    below = [file for file in path.rglob("*") if file.name.lower().endswith(tuple(endings))]
    return sorted(
        file.as_posix()
        for file in named + below
        if file.is_file() and not file.name.startswith(".")
    )


def find_fault(file: str, is_lines: bool) -> str | None:
    """Why a file cannot be read, to be said after its name; None if it can.

    A file of lines may be empty, and its lines may end as they like.
    """
    try:
        if file.lower().endswith(".parquet"):
            return _parquet_fault(file)
        opener = gzip.open if file.lower().endswith(".gz") else open
        with opener(file, "rb") as stream:
            return _lines_fault(stream) if is_lines else _table_fault(stream)
    except EOFError:
        return "ends too early, its gzip stream is cut off; deliver it again"
    except (gzip.BadGzipFile, zlib.error):
        return "is not a sound gzip file; deliver it again"
    except OSError as error:
        return f"cannot be opened ({error.strerror}); check its permissions"


def _parquet_fault(file: str) -> str | None:
    fault = "is not a whole Parquet file; deliver it again"
    size = Path(file).stat().st_size
    if size < PARQUET_LEAST_BYTES:
        return fault
    with open(file, "rb") as stream:
        head = stream.read(len(PARQUET_MARK))
        stream.seek(-2 * len(PARQUET_MARK), 2)
        footer_bytes, end = stream.read(len(PARQUET_MARK)), stream.read()
    is_fitting = int.from_bytes(footer_bytes, "little") <= size - PARQUET_LEAST_BYTES
    if not (head == PARQUET_MARK == end and is_fitting):
        return fault
    with duckdb.connect() as connection:
        try:
            connection.execute("select bit_xor(hash(columns(*))) from read_parquet(?)", [file])
        except duckdb.Error:
            return "is damaged, not all of it can be decoded; deliver it again"
    return None


def _lines_fault(stream: IO[bytes]) -> None:
    while stream.read(CHUNK_BYTES):
        pass


def _table_fault(stream: IO[bytes]) -> str | None:
    is_empty, is_quoted, ends = True, False, set()
    while chunk := stream.read(CHUNK_BYTES):
        is_empty = False
        if chunk.endswith(b"\r"):
            chunk += stream.read(1)
        parts = chunk.split(b'"')
        for part in parts[is_quoted::2]:
            both = part.count(b"\r\n")
            counts = {"CR LF": both, "LF": part.count(b"\n") - both, "CR": part.count(b"\r") - both}
            ends.update(end for end, count in counts.items() if count)
        is_quoted ^= len(parts) % 2 == 0
    if is_empty:
        return "is empty; deliver it again or remove it"
    if len(ends) > 1:
        return f"has lines that end in {' and others in '.join(sorted(ends))}; let all end in LF"
    return None


def read_header(file: str, delimiter: str) -> list[str]:
    """The column names in the first line of a delimited text file, without byte order mark.

    A column without a name, such as the row numbers of a data frame, is called `column_` and its
    position.
    """
    opener = gzip.open if file.lower().endswith(".gz") else open
    with opener(file, "rt", encoding="utf-8-sig", errors="replace", newline="") as stream:
        names = next(csv.reader(stream, delimiter=delimiter), [])
    return [name.strip() or f"column_{position}" for position, name in enumerate(names, start=1)]


def make_folder(path: str) -> str:
    """Make a folder and those above it, and return its path."""
    Path(path).mkdir(parents=True, exist_ok=True)
    return path


class Plugin(BasePlugin):
    """Makes the warehouse's folder, and offers the functions of this module to SQL."""

    def initialize(self, plugin_config: dict) -> None:
        """Make the folder of the warehouse: DuckDB makes the file, not the folder."""
        make_folder(str(Path(self.creds.path).parent))

    def configure_connection(self, conn) -> None:
        """Register the functions; `special` allows a null result, `side_effects` no caching."""
        text, texts = "VARCHAR", "VARCHAR[]"
        for function, parameters, result in [
            (find_files, [text, texts], texts),
            (find_fault, [text, "BOOLEAN"], text),
            (read_header, [text, text], texts),
            (make_folder, [text], text),
        ]:
            conn.create_function(
                function.__name__,
                function,
                parameters,
                result,
                null_handling="special",
                side_effects=True,
            )
