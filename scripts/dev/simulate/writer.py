"""Rows to CSV: UTF-8, LF line ends, one fixed format for each kind of value."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from scripts.dev.simulate.tables import Moment, Row


def to_csv(rows: list[Row], columns: Sequence[str] = ()) -> bytes:
    """CSV of these columns, else of those of the first row; what a row lacks is an empty field.

    Raises ValueError when a row has another column.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, columns or list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _format(value) for name, value in row.items()} for row in rows)
    return text.getvalue().encode()


def write_files(files: dict[str, bytes], folder: Path) -> None:
    """Write each file under its name into the folder, which is made if it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _format(value: object) -> str:
    """Times as `2025-09-01T08:00:05Z`, booleans in lower case, no trailing zeros."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case Moment():
            return datetime.fromtimestamp(value, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        case float():
            return f"{value:.4f}".rstrip("0").rstrip(".")
        case _:
            return str(value)
