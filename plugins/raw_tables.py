"""What the files of a raw table are: which there are, what their columns are, what is wrong.

dbt-duckdb loads the class `Plugin` for every command that opens the warehouse, so only the standard
library and DuckDB are imported here and in raw_files. Its functions become SQL functions, to which
a table is the JSON text of macros/files/source_tables.sql.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from dbt.adapters.duckdb.plugins import BasePlugin
from raw_files import (
    count_lines,
    file_signature,
    find_fault,
    find_files,
    first_values,
    read_columns,
    read_values,
)

# Columns that reading adds.
TAKEN = ("raw_file", "raw_text", "source_file", "record_number", "reject_reason", "file_row_number")
DELIMITERS = (";", "\t", ",", "|")
NOTES = re.compile(r"(readme|licen[cs]e).*|.*[.]md", re.IGNORECASE)

Column = dict[str, str]


@dataclass(frozen=True)
class RawTable:
    """A raw table as its yml declares it.

    `headers` has for each of our columns the headers that it may have in a file, the first found
    counting. Where they are loose, blanks, dots and underscores in them do not count; case never
    does. `dialect` is standard or mysql, which escapes a quote by a backslash.
    """

    source_name: str
    stem: str
    endings: list[str]
    headers: dict[str, list[str]]
    required_columns: list[str]
    delimiter: str = ""
    dialect: str = "standard"
    is_lines: bool = False
    is_quoted: bool = False
    is_one_file: bool = False
    is_optional: bool = False
    has_loose_headers: bool = False

    @property
    def style(self) -> str:
        """How the text of a file is written, as find_fault has it."""
        if self.is_lines:
            return "lines"
        quoted = "escaped" if self.dialect == "mysql" else "quoted"
        return quoted if self.is_quoted else "unquoted"

    def bare(self, header: str) -> str:
        """A header without what does not count."""
        return re.sub("[ ._]", "", header.lower()) if self.has_loose_headers else header.lower()


@cache
def parse_table(text: str) -> RawTable:
    """A table from its JSON text, of which other keys are left out."""
    known = {field.name for field in fields(RawTable)}
    return RawTable(**{name: value for name, value in json.loads(text).items() if name in known})


def table_files(table: str) -> list[str]:
    """The files of a table that lie there now, sorted."""
    raw = parse_table(table)
    return find_files(raw.stem, raw.endings, raw.is_lines)


def unread_files(folder: str, files: Sequence[str]) -> list[str]:
    """What lies in a folder besides these files and notes such as README.md, sorted."""
    found = find_files(folder, [""], is_log=False)
    return [file for file in found if file not in files and not NOTES.fullmatch(Path(file).name)]


def table_columns(file: str, table: str, signature: str) -> str:
    """The columns of a file, and for each of ours the one that holds it, as JSON."""
    raw = parse_table(table)
    columns = json.loads(read_columns(file, raw.delimiter, signature))
    return json.dumps({"columns": columns, "found": find_columns(columns, raw)})


def find_columns(columns: Sequence[Column], table: RawTable) -> dict[str, Column]:
    """The column of a file for each of our columns that it has."""
    by_header = {table.bare(column["name"]): column for column in reversed(columns)}
    found = {
        name: [by_header[bare] for bare in map(table.bare, headers) if bare in by_header]
        for name, headers in table.headers.items()
    }
    return {name: candidates[0] for name, candidates in found.items() if candidates}


def find_table_fault(files: list[str], new_files: list[str], table: str) -> str | None:
    """Why the files of a table cannot be read, in a sentence; None if they can.

    Those that are not new were looked into before.
    """
    return next(_faults(files, new_files, parse_table(table)), None)


def _faults(files: list[str], new_files: list[str], table: RawTable) -> Iterator[str]:
    if not files and not table.is_optional:
        yield (
            f"{table.stem}{table.endings[0]}: no such file; put it there "
            f"({', '.join(table.endings)}) or set MOOC_DATA_DIR to the folder that holds "
            f"{table.source_name}/"
        )
    if table.is_one_file and len(files) > 1:
        yield f"{' and '.join(files)}: the same table twice; keep one of them"
    for file in new_files:
        if fault := find_fault(file, table.style):
            yield f"{file}: {fault}"
    for file, columns in _new_columns(new_files, table):
        if fault := next(_header_faults(columns, table), None):
            yield f"{file}: {fault}"


def _new_columns(new_files: list[str], table: RawTable) -> Iterator[tuple[str, list[Column]]]:
    """The columns of new files with a header, each list once, with a file that has it."""
    seen = []
    for file in new_files if not table.is_lines else []:
        columns = json.loads(read_columns(file, table.delimiter, file_signature(file)))
        if columns not in seen:
            seen.append(columns)
            yield file, columns


def _header_faults(columns: Sequence[Column], table: RawTable) -> Iterator[str]:
    headers = [column["name"] for column in columns]
    lowered = [header.lower() for header in headers]
    is_own = table.source_name == "files"
    for header in headers:
        if lowered.count(header.lower()) > 1:
            yield f"two columns are named {header}; rename one"
    if any("\0" in header for header in headers):
        yield "its header holds a null character; deliver it again"
    for header in headers:
        if header.lower() in TAKEN:
            yield (
                f"the column name {header} is taken; rename it, and leave {', '.join(TAKEN)} "
                "to the build"
            )
    if len(headers) == 1 and any(delimiter in headers[0] for delimiter in DELIMITERS):
        advice = (
            "set the variable files_delimiter to the character between the fields"
            if is_own
            else f"set delimiter in _{table.source_name}__sources.yml to what stands between them"
        )
        yield f"its header is one column ({headers[0]}); {advice}"
    found = find_columns(columns, table)
    for name in table.required_columns:
        if name in found:
            continue
        wanted = table.headers[name]
        called = name if name in wanted else f"{' or '.join(wanted)} for {name}"
        advice = f"expected {', '.join(table.required_columns)}"
        if is_own:
            advice = "rename one, or map it with the variable files_columns"
            if name == "action_type":
                advice += ", or set files_default_action_type if all are of one kind"
        yield f"no column {called} in its header ({', '.join(headers)}); {advice}"


def ignored_columns(new_files: list[str], table: str) -> list[str]:
    """The columns of new files that hold none of ours, sorted."""
    raw = parse_table(table)
    ignored = set()
    for _, columns in _new_columns(new_files, raw):
        read = find_columns(columns, raw).values()
        ignored |= {column["name"] for column in columns if column not in read}
    return sorted(ignored)


class Plugin(BasePlugin):
    """Offers functions on raw tables and their files to SQL."""

    def configure_connection(self, conn) -> None:
        """Register the functions; `special` allows a null result, `side_effects` no caching."""
        text, texts = "VARCHAR", "VARCHAR[]"
        for function, parameters, result in [
            (table_files, [text], texts),
            (unread_files, [text, texts], texts),
            (find_table_fault, [texts, texts, text], text),
            (ignored_columns, [texts, text], texts),
            (table_columns, [text, text, text], text),
            (first_values, [text, text, text], texts),
            (count_lines, [text], "BIGINT"),
            (read_values, [text], texts),
            (file_signature, [text], text),
        ]:
            conn.create_function(
                function.__name__,
                function,
                parameters,
                result,
                null_handling="special",
                side_effects=True,
            )
