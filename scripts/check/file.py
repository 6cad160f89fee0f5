"""A file of actions as it lies there: the text between its fields, its headers, its times."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from plugins.raw_files import find_fault, read_header
from scripts.errors import UserError
from scripts.warehouse import literal, one_row, pattern_of

ENDINGS = (".csv", ".csv.gz", ".parquet")
DELIMITERS = (",", ";", "\t", "|")
LOOKED_AT_ROWS = 10_000
# The share of its values that must be times for a column to be taken for one.
TIME_RATE = 0.9
DATES = (
    *("%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%m/%d/%y", "%d.%m.%Y", "%d.%m.%y", "%d-%m-%Y"),
    *("%m-%d-%Y", "%Y/%m/%d", "%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%d-%b-%y", "%b %d %Y"),
    *("%b %d, %Y", "%B %d, %Y", "%a, %d %b %Y", "%a %b %d %Y"),
)
CLOCKS = ("", "%H:%M", "%H:%M:%S", "%H:%M:%S.%f", "%H:%M:%S %z", "%I:%M %p", "%I:%M:%S %p")
FORMS = [
    f"{date}{between}{clock}"
    for date in DATES
    for clock in CLOCKS
    for between in ((" ", ", ") if clock else ("",))
]
# The years of times that anyone means; two digits of a year would be year 13 by another form.
YEARS = "timestamptz '1990-01-01' and timestamptz '2050-01-01'"


@dataclass(frozen=True)
class ActionFile:
    """`delimiter` is a comma for Parquet too; `times` are the headers whose values are times.

    `forms` are the likely strptime forms of those columns of dates that need one said; `words` are
    the headers whose values are neither times nor dates nor numbers.
    """

    delimiter: str
    headers: list[str]
    times: list[str]
    forms: dict[str, list[str]]
    words: list[str]


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
            connection.execute("set TimeZone = 'UTC'")
            names = ", ".join(f'"c{place}"' for place in range(len(headers)))
            looked_at = f"(from {rows} limit {LOOKED_AT_ROWS}) as looked_at({names})"
            connection.execute(
                f"create temp table looked_at as select columns(*)::varchar from {looked_at}"
            )
            times, numbers = _times(connection, headers), _numbers(connection, headers)
            others = [header for header in headers if header not in times + numbers]
            forms = {header: _forms(connection, headers.index(header)) for header in others}
            forms = {header: found for header, found in forms.items() if found}
            words = [header for header in others if header not in forms]
            return ActionFile(delimiter, headers, times, forms, words)
    except duckdb.Error as error:
        raise UserError(f"{path}: cannot be read ({str(error).splitlines()[0]})") from error


def _text_rows(path: Path, headers: list[str], delimiter: str) -> str:
    columns = ", ".join(f"c{place}: 'VARCHAR'" for place in range(len(headers)))
    return (
        f"read_csv({literal(pattern_of(path))}, columns = {{{columns}}}, "
        f"delim = {literal(delimiter)}, header = true, "
        "auto_detect = false, strict_mode = false, ignore_errors = true)"
    )


def _times(connection: duckdb.DuckDBPyConnection, headers: list[str]) -> list[str]:
    """The headers whose values are, but for a few, ISO 8601 times or Unix seconds."""
    return _mostly(
        connection,
        headers,
        "{0} like '____-%' and try_cast({0} as timestamptz) is not null "
        "or coalesce(try_cast({0} as double) between 1e8 and 1e14, false)",
    )


def _numbers(connection: duckdb.DuckDBPyConnection, headers: list[str]) -> list[str]:
    """The headers whose values are, but for a few, numbers, be it with a decimal comma."""
    return _mostly(connection, headers, "try_cast(replace({0}, ',', '.') as double) is not null")


def _mostly(connection: duckdb.DuckDBPyConnection, headers: list[str], condition: str) -> list[str]:
    """The headers for whose values, but for a few, a condition on {0} holds."""
    shares = ", ".join(
        f"avg(case when c{place} <> '' then ({condition.format(f'c{place}')})::int end)"
        for place in range(len(headers))
    )
    found = one_row(connection, f"select {shares} from looked_at")
    return [
        header
        for header, share in zip(headers, found, strict=True)
        if share is not None and share >= TIME_RATE
    ]


def _forms(connection: duckdb.DuckDBPyConnection, place: int) -> list[str]:
    """The strptime forms by which most of a column's values are times, as many as by any other.

    Of forms that read the same times one; two are left where a month may be a day.
    """
    values = f"(select trim(c{place}) as value from looked_at where trim(c{place}) <> '')"
    first = connection.execute(f"select value from {values} limit 20").fetchall()
    found: dict[tuple, str] = {}
    for form in FORMS:
        if not any(_fits(value, form) for (value,) in first):
            continue
        time = f"try_strptime(value, {literal(form)})::timestamptz"
        share, reading = one_row(
            connection,
            f"select avg(coalesce({time} between {YEARS}, false)::int), bit_xor(hash({time})) "
            f"from {values}",
        )
        if share >= TIME_RATE:
            found.setdefault((share, reading), form)
    best = max((share for share, _ in found), default=0)
    return [form for (share, _), form in found.items() if share == best]


def _fits(value: str, form: str) -> bool:
    try:
        datetime.strptime(value, form)
    except ValueError:
        return False
    return True
