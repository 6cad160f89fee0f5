"""What a check found, in lines for the one who asked."""

import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from scripts.check.columns import HEADERS, REQUIRED, to_map
from scripts.check.file import ActionFile
from scripts.check.trial import Trial
from scripts.data_folder import data_folder

LONGEST_TEXT = 100


def column_lines(file: ActionFile, columns: Mapping[str, str]) -> Iterator[str]:
    """How each column of the contract is filled, and which headers are not read."""
    width = max(map(len, HEADERS))
    yield "Columns"
    for column in HEADERS:
        if column in columns:
            yield f"  {column:{width}}  from {columns[column]}"
        elif column not in REQUIRED:
            yield f"  {column:{width}}  -"
    if ignored := [header for header in file.headers if header not in columns.values()]:
        yield f"  not read: {', '.join(ignored)}"


def row_lines(trial: Trial) -> Iterator[str]:
    """What becomes of the rows, with examples of each reason to reject one."""
    yield (
        f"{trial.raw_row_count:,} rows = {trial.kept_row_count:,} kept + "
        f"{trial.duplicate_row_count:,} duplicates + {trial.rejected_row_count:,} rejected"
    )
    for reason in trial.reasons:
        yield f"  {reason.row_count:,} rejected: {reason.reason}"
        for record_number, text in reason.examples:
            shown = text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
            yield f"    row {record_number:,}: {shown}"
    if trial.unknown_types:
        yield (
            "  action types that count as other; give each a row in seeds/action_types.csv: "
            + ", ".join(trial.unknown_types)
        )


def question_lines(trial: Trial) -> Iterator[str]:
    """Which questions the file can answer, and what is missing for the others."""
    width = max(len(question) for question, *_ in trial.capabilities)
    yield "Questions"
    for question, answer, why, needs in trial.capabilities:
        missing = f"; needs {needs}" if needs else ""
        yield f"  {answer:6}  {question:{width}}  {why}{missing}"


def command_lines(path: Path, ending: str, settings: Mapping[str, object]) -> Iterator[str]:
    """The commands that build the file, to be pasted into a shell."""
    target = data_folder() / "files" / f"actions{ending}"
    variables = yaml.safe_dump(settings, default_flow_style=True, width=10_000).strip()
    chosen = f" VARS={shlex.quote(variables)}" if settings else ""
    yield "Build it"
    folder, file, copy = (shlex.quote(str(name)) for name in (target.parent, path, target))
    yield f"  mkdir -p {folder} && cp {file} {copy}"
    yield f"  make build SOURCES=files{chosen}"


def settings_of(
    file: ActionFile, columns: Mapping[str, str], given: Mapping[str, object]
) -> dict[str, object]:
    """The settings with which the file is read: the user's own and what was found out."""
    found: dict[str, object] = {}
    if file.delimiter != ",":
        found["files_delimiter"] = file.delimiter
    if mapped := to_map(columns):
        found["files_columns"] = mapped
    return {**given, **found}
