"""Whether the files of a data set are what was published."""

import gzip
import hashlib
from pathlib import Path

import duckdb

from scripts.fetch.published import Dataset, Table
from scripts.warehouse import literal, one_row, pattern_of

FORMS = ("", ".gz")


def lying_file(folder: Path, name: str) -> Path | None:
    """The file of a table, plain, gzipped or as Parquet; None where there is none."""
    names = [*(name + form for form in FORMS), f"{Path(name).stem}.parquet"]
    return next((folder / name for name in names if (folder / name).is_file()), None)


def differences(folder: Path, dataset: Dataset) -> list[str]:
    """One sentence for each file below `folder` that is missing or not the published one."""
    found = {name: lying_file(folder, name) for name in dataset.tables}
    sentences = []
    for name, table in dataset.tables.items():
        if (file := found[name]) is None:
            sentences.append(f"{folder / name}: not there")
        elif difference := _difference(file, table):
            sentences.append(f"{file}: {difference}")
    return sentences


def _difference(file: Path, table: Table) -> str | None:
    if table.sha256 and file.suffix != ".parquet":
        return None if _sha256(file) == table.sha256 else "its SHA-256 is not the published one"
    expected = {"count(*)": table.row_count, **table.figures}
    named = literal(pattern_of(file))
    rows = (
        f"read_parquet({named})"
        if file.suffix == ".parquet"
        else f"read_csv({named}, header = true, all_varchar = true)"
    )
    try:
        with duckdb.connect() as connection:
            query = f"select {', '.join(expected)} from {rows}"
            counted = one_row(connection, query)
    except duckdb.Error:
        return "it cannot be read as a table"
    for (figure, published), value in zip(expected.items(), counted, strict=True):
        if value != published:
            return f"{figure} is {value:,}, not {published:,} as published"
    return None


def _sha256(file: Path) -> str:
    opener = gzip.open if file.suffix == ".gz" else open
    with opener(file, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
