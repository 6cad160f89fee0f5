"""What a check found, in lines for the one who asked."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from scripts.check.columns import COLUMNS, DEFAULTS, REQUIRED, to_map
from scripts.check.file import ActionFile
from scripts.check.trial import Reason, Trial
from scripts.data_folder import data_folder

LONGEST_TEXT = 100


def advice_on_column(file: ActionFile, columns: Mapping[str, str], column: str) -> str:
    """What to do about a required column that no header looks like."""
    free = [header for header in file.headers if header not in columns.values()]
    fitting = [header for header in free if header in file.words or column != "action_type"]
    advice = []
    if fitting:
        advice.append(f"name it, as in VARS='{{files_columns: {{{column}: {fitting[0]}}}}}'")
    if column in DEFAULTS:
        several = [header for header in [*file.times, *file.forms] if header in file.headers]
        rows = (
            f" (dates in several columns, {', '.join(several)}, are an action each: "
            "write a row for each)"
            if len(several) > 1
            else ""
        )
        advice.append(
            "if every row is one kind of action, say which, as in "
            f"VARS='{{{DEFAULTS[column]}: page_viewed}}'{rows}"
        )
    return "; or ".join(advice) or "add one"


def form_of(file: ActionFile, columns: Mapping[str, str]) -> list[str]:
    """The forms in which the times may be written, where they are neither ISO 8601 nor numbers."""
    return file.forms.get(columns.get("acted_at", ""), [])


def doubt_of_form(
    file: ActionFile, columns: Mapping[str, str], settings: Mapping[str, object]
) -> str | None:
    """The question to the user where the times can be read in two ways and nobody says how."""
    forms = form_of(file, columns)
    if "files_time_format" in settings or not forms:
        return None
    return (
        f"the times in {columns['acted_at']} may be {' or '.join(forms)}; say which, "
        f"as in VARS='{{files_time_format: \"{forms[0]}\"}}'"
    )


def column_lines(
    file: ActionFile, columns: Mapping[str, str], settings: Mapping[str, object]
) -> Iterator[str]:
    """How each column of the contract is filled, and which headers are not read."""
    width = max(map(len, COLUMNS))
    yield "Columns"
    for column in COLUMNS:
        if column in columns:
            yield f"  {column:{width}}  from {columns[column]}"
        elif DEFAULTS.get(column) in settings:
            yield f"  {column:{width}}  {settings[DEFAULTS[column]]} (files_default_action_type)"
        elif column not in REQUIRED:
            yield f"  {column:{width}}  -"
    if settings.get("files_time_format") and form_of(file, columns):
        yield f"  times look like {settings['files_time_format']} (files_time_format)"
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
        yield from example_lines(reason)
    for reason in trial.emptied:
        yield f"  {reason.row_count:,} kept without a value: {reason.reason}"
        yield from example_lines(reason)
    if trial.unknown_types:
        yield (
            "  action types that count as other; give each a row in seeds/action_types.csv: "
            + ", ".join(trial.unknown_types)
        )


def example_lines(reason: Reason) -> Iterator[str]:
    """The first rows of a reason: record, line of the file where it is known, text."""
    for record_number, line_number, text in reason.examples:
        shown = text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
        line = "" if line_number is None else f" (line {line_number:,})"
        yield f"    row {record_number:,}{line}: {shown}"


def outcome_lines(trial: Trial) -> Iterator[str]:
    """Where the outcomes of the enrollments that lie beside the file come from."""
    if not trial.enrollment_count:
        return
    total = trial.enrollment_count
    yield "Outcomes"
    for words, count in ({"are labelled": 0} | dict(trial.outcomes)).items():
        yield f"  {count:,} of {total:,} enrollments ({100 * count / total:.0f} %) {words}"


def question_lines(trial: Trial) -> Iterator[str]:
    """Which questions the file can answer, and what is missing for the others."""
    width = max(len(question) for question, *_ in trial.capabilities)
    yield "Questions"
    for question, answer, why, needs in trial.capabilities:
        missing = f"; needs {needs}" if needs else ""
        yield f"  {answer:6}  {question:{width}}  {why}{missing}"


def command_lines(
    path: Path, ending: str, beside: Sequence[Path], settings: Mapping[str, object]
) -> Iterator[str]:
    """The commands that build the file, to be pasted into a shell."""
    target = data_folder() / "files" / f"actions{ending}"
    variables = yaml.safe_dump(settings, default_flow_style=True, width=10_000).strip()
    chosen = f" VARS={shlex.quote(variables)}" if settings else ""
    yield "Build it"
    folder, file, copy = (shlex.quote(str(name)) for name in (target.parent, path, target))
    yield f"  mkdir -p {folder} && cp {file} {copy}"
    for other in beside:
        yield f"  cp {shlex.quote(str(other))} {folder}"
    yield f"  make build SOURCES=files{chosen}"


def settings_of(
    file: ActionFile, columns: Mapping[str, str], given: Mapping[str, object]
) -> dict[str, object]:
    """The settings with which the file is read: the user's own and what was found out."""
    found: dict[str, object] = {}
    if "files_time_format" not in given and len(form_of(file, columns)) == 1:
        found["files_time_format"] = form_of(file, columns)[0]
    if file.delimiter != ",":
        found["files_delimiter"] = file.delimiter
    if mapped := to_map(columns):
        found["files_columns"] = mapped
    return {**given, **found}
