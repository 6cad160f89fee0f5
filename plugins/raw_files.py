"""What SQL cannot know of a raw file before it is read: whether it is there, whole, and its header.

raw_tables makes SQL functions of these, for every command that opens the warehouse, so only the
standard library and DuckDB are imported here.
"""

import csv
import glob
import gzip
import json
import re
import zlib
from collections import deque
from collections.abc import Iterator
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import IO, TextIO

import duckdb

CHUNK_BYTES = 1 << 20
# A chunk of a gzip file may unpack to a thousand times its size.
PACKED_BYTES = 1 << 16
# So many values of a column tell how it is written.
LOOKED_AT_VALUES = 1000
GZIP_WINDOW = 16 + zlib.MAX_WBITS
# What log rotation adds to a name, as in tracking.log.1, tracking-20260301.log or
# tracking.log-20260301-1772323200.gz.
ROTATION = re.compile(r"(?:[.-]\d[\d_:T-]*)+(?=[.]|$)", re.IGNORECASE)
# What stands between the values of a JSON document, be it an array of them or one after another.
BATCH = re.compile(r'(?:\{\s*"statements"\s*:\s*)?\[\s*\{')
BETWEEN_VALUES = re.compile(r"[\s,\[\]]*")
LONGEST_LINE = 2 * 10**6
QUOTE_WITHIN = re.compile(rb'[^,;\t|\r\n"]"[^,;\t|\r\n"]')
PARQUET_MARK = b"PAR1"
# The mark, the length of the footer and the mark again.
PARQUET_LEAST_BYTES = 12


def find_files(stem: str, endings: list[str], is_log: bool) -> list[str]:
    """The files of a table, sorted: `<stem><ending>`, and all below the folder `<stem>`.

    A log may have been rotated: `<stem>.log.1` is one too.
    """
    path = Path(stem)
    name_of = _unrotated if is_log else str.lower
    beside = path.parent.glob("*") if path.parent.is_dir() else []
    names = {path.name.lower() + ending for ending in endings}
    named = [file for file in beside if name_of(file.name) in names]
    below = [file for file in path.rglob("*") if name_of(file.name).endswith(tuple(endings))]
    return sorted(
        file.as_posix()
        for file in named + below
        if file.is_file() and not file.name.startswith(".")
    )


def _unrotated(name: str) -> str:
    """The name in lower case without what rotation adds, unless that hides that it is packed."""
    plain = ROTATION.sub("", name.lower())
    return plain if plain.endswith(".gz") == name.lower().endswith(".gz") else name.lower()


def file_signature(file: str) -> str:
    """Size and times of change of a file: they differ once it is written anew, replaced or touched.

    Raises OSError when the file is gone.
    """
    state = Path(file).stat()
    return f"{state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}"


def find_fault(file: str, style: str) -> str | None:
    """Why a file cannot be read, to be said after its name; None if it can.

    `style` is how its text is written: lines, or fields that are unquoted, quoted, or escaped, that
    is quoted with a backslash before a quote within. A file of lines may be empty, and its lines
    may end as they like.
    """
    try:
        if file.lower().endswith(".parquet"):
            return _parquet_fault(file)
        with open(file, "rb") as stream:
            chunks = _unpacked(stream) if file.lower().endswith(".gz") else _chunks(stream)
            if style != "lines":
                return _table_fault(chunks, style)
            deque(chunks, maxlen=0)
            return None
    except EOFError:
        return "ends too early, its gzip stream is cut off; deliver it again"
    except zlib.error:
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
    try:
        _parquet_rows("select bit_xor(hash(columns(*))) from read_parquet(?)", file)
    except duckdb.Error:
        return "is damaged, not all of it can be decoded; deliver it again"
    return None


@cache
def _parquet_reader() -> duckdb.DuckDBPyConnection:
    """A database of its own: a function that SQL calls cannot ask the one that calls it.

    Most files are small, and a second thread costs more than it saves; a large one takes longer.
    DuckDB's cache of files takes one that was written twice in a second for the first.
    """
    return duckdb.connect(config={"threads": 1, "enable_external_file_cache": False})


def _parquet_rows(sql: str, file: str) -> list[tuple]:
    with _parquet_reader().cursor() as cursor:
        return cursor.execute(sql, [glob.escape(file)]).fetchall()


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK_BYTES):
        yield chunk


def _unpacked(stream: IO[bytes]) -> Iterator[bytes]:
    """The content of a gzip file; DuckDB, unlike the module gzip, refuses zeros after its end."""
    packed = stream.read(PACKED_BYTES)
    while packed:
        member = zlib.decompressobj(wbits=GZIP_WINDOW)
        while not member.eof:
            if not packed:
                raise EOFError
            yield member.decompress(packed)
            packed = member.unused_data or stream.read(PACKED_BYTES)


def _table_fault(chunks: Iterator[bytes], style: str) -> str | None:
    """Line ends within quotes do not count, unless a quote stands where none belongs."""
    all_ends: set[str] = set()
    outer_ends: set[str] = set()
    is_empty, is_quoted, is_misquoted, held = True, False, False, b""
    for chunk in chain(filter(None, chunks), [b""]):
        text = held + chunk
        body = text.rstrip(b"\r\\") if chunk else text
        held = text[len(body) :]
        is_empty = is_empty and not text
        if style == "escaped":
            body = body.replace(b"\\\\", b"").replace(b'\\"', b"")
        ends = _line_ends(body)
        all_ends |= ends
        if not ends <= outer_ends:
            outer_ends |= _line_ends(*body.split(b'"')[is_quoted::2])
        is_quoted ^= body.count(b'"') % 2 == 1
        is_misquoted = is_misquoted or QUOTE_WITHIN.search(body) is not None
    if is_empty:
        return "is empty; deliver it again or remove it"
    has_sound_quotes = style != "unquoted" and not is_quoted and not is_misquoted
    ends = outer_ends if has_sound_quotes else all_ends
    if len(ends) > 1:
        return f"has lines that end in {' and others in '.join(sorted(ends))}; let all end in LF"
    return None


def _line_ends(*texts: bytes) -> set[str]:
    ends: set[str] = set()
    for text in texts:
        both = text.count(b"\r\n")
        counts = {"CR LF": both, "LF": text.count(b"\n") - both, "CR": text.count(b"\r") - both}
        ends.update(end for end, count in counts.items() if count)
    return ends


def _opened(file: str, newline: str | None = None) -> TextIO:
    opener = gzip.open if file.lower().endswith(".gz") else open
    return opener(file, "rt", encoding="utf-8-sig", errors="replace", newline=newline)


def is_document(file: str) -> bool:
    """Whether a log is JSON over many lines: its first line is no value but begins one.

    That is a batch, an object that opens on one line and goes on soundly, or a line longer than one
    may be.
    """
    with _opened(file) as stream:
        first = stream.readline(LONGEST_LINE)
        while first.isspace():
            first = stream.readline(LONGEST_LINE)
        if not first.startswith(("[", "{")) or _is_value(first):
            return False
        text = first + stream.read(PACKED_BYTES)
        is_open = first.rstrip().endswith(("{", "["))
        is_long = len(first) == LONGEST_LINE
        return is_long or bool(BATCH.match(text)) or (is_open and _goes_on(text))


def _is_value(text: str) -> bool:
    try:
        json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return False
    return True


def _goes_on(text: str) -> bool:
    """Whether a first JSON value in a text has several lines, as far as the text goes.

    Where a whole value stands on the next line, the first is one line that was broken in two.
    """
    whole = text[: text.rfind("\n") + 1].rstrip()
    try:
        end = json.JSONDecoder(strict=False).raw_decode(whole)[1]
    except json.JSONDecodeError as error:
        end = error.pos if error.pos >= len(whole) else 0
    except RecursionError:
        end = 0
    return "\n" in whole[:end] and not _is_value(whole[end:].lstrip().partition("\n")[0])


def _next_value(text: str, place: int) -> int:
    between = BETWEEN_VALUES.match(text, place)
    return between.end() if between else place


def read_values(file: str) -> list[str]:
    """The values of a JSON document, of an array its elements; what is none up to its line's end.

    The text of each is as it stands there.
    """
    with _opened(file) as stream:
        text = stream.read()
    decode = json.JSONDecoder(strict=False).raw_decode
    values = []
    start = _next_value(text, 0)
    while start < len(text):
        try:
            end = decode(text, start)[1] if text[start] == "{" else 0
        except (ValueError, RecursionError):
            end = 0
        if not end:
            line_end = text.find("\n", start)
            end = len(text) if line_end < 0 else line_end
        values.append(text[start:end])
        start = _next_value(text, end)
    return values


def read_header(file: str, delimiter: str) -> list[str]:
    """The column names in the first line of a delimited text file, without byte order mark.

    A column without a name, such as the row numbers of a data frame, is called `column_` and its
    position.
    """
    with _opened(file, newline="") as stream:
        names = next(csv.reader(stream, delimiter=delimiter), [])
    return [name.strip() or f"column_{position}" for position, name in enumerate(names, start=1)]


@cache
def read_columns(file: str, delimiter: str, signature: str) -> str:
    """The columns of a file as a JSON list of name and type; in delimited text all are VARCHAR.

    Without a delimiter the file is one of lines, whose one column is `JSON` in a document.

    A run asks for them several times, and a new `signature` means that the file has changed.
    """
    if file.lower().endswith(".parquet"):
        found = _parquet_rows("describe from read_parquet(?)", file)
        columns = [(name, kind) for name, kind, *_ in found]
    elif not delimiter:
        columns = [("line", "JSON" if is_document(file) else "VARCHAR")]
    else:
        columns = [(name, "VARCHAR") for name in read_header(file, delimiter)]
    return json.dumps([{"name": name, "type": kind} for name, kind in columns])


def first_values(file: str, delimiter: str, column: str) -> list[str]:
    """The first values of a column as text, without those that are empty."""
    if file.lower().endswith(".parquet"):
        name = column.replace('"', '""')
        sql = f'select "{name}"::varchar from read_parquet(?) limit {LOOKED_AT_VALUES}'
        values = [value for (value,) in _parquet_rows(sql, file)]
    else:
        place = read_header(file, delimiter).index(column)
        with _opened(file, newline="") as stream:
            rows = islice(csv.reader(stream, delimiter=delimiter), 1, LOOKED_AT_VALUES + 1)
            values = [row[place] for row in rows if len(row) > place]
    return [value.strip() for value in values if value and value.strip()]


def count_lines(file: str) -> int:
    """How many lines a text file has, a last one without an end among them."""
    line_feeds, returns, last = 0, 0, b""
    with open(file, "rb") as stream:
        for chunk in _unpacked(stream) if file.lower().endswith(".gz") else _chunks(stream):
            line_feeds += chunk.count(b"\n")
            returns += chunk.count(b"\r")
            last = chunk[-1:] or last
    return (line_feeds or returns) + (last not in (b"\n", b"\r", b""))
