"""What a comparison found, in lines for the one who asked."""

from collections.abc import Iterator, Mapping, Sequence

from scripts.compare.differences import SurplusRow, TableDifference

LONGEST_VALUE = 60
LONGEST_ROW = 160


def report(differences: Sequence[TableDifference]) -> Iterator[str]:
    """One line per table that differs, its examples, and how many tables are equal."""
    differing = [difference for difference in differences if difference.differs]
    for difference in differing:
        yield f"{difference.schema}.{difference.table}: {summary(difference)}"
        for example in examples(difference):
            yield f"  {example}"
    equal_count = len(differences) - len(differing)
    yield "1 table is equal" if equal_count == 1 else f"{equal_count:,} tables are equal"


def summary(difference: TableDifference) -> str:
    """What differs in one table, in one line."""
    if difference.only_in == "old":
        return f"table removed ({rows(difference.removed_count)})"
    if difference.only_in == "new":
        return f"table added ({rows(difference.added_count)})"
    parts = [
        *(f"column {column} added" for column in difference.columns_added),
        *(f"column {column} removed" for column in difference.columns_removed),
        *(
            f"column {column} was {old.lower()}, is {new.lower()}"
            for column, old, new in difference.types_changed
        ),
    ]
    parts += row_parts(difference)
    return ", ".join(parts)


def row_parts(difference: TableDifference) -> list[str]:
    """How many rows differ, and for changed ones in which columns."""
    is_keyed = difference.key is not None
    counts = [
        (difference.added_count, "added" if is_keyed else "only in the new"),
        (difference.removed_count, "removed" if is_keyed else "only in the old"),
        (difference.changed_count, "changed"),
    ]
    told = [(count, word) for count, word in counts if count]
    parts = [f"{count:,} {word}" for count, word in told]
    if told:
        parts[0] = f"{rows(told[0][0])} {told[0][1]}"
    if difference.changed_columns:
        listed = ", ".join(f"{column} {count:,}" for column, count in difference.changed_columns)
        parts[-1] += f" ({listed})"
    return parts


def rows(count: int) -> str:
    """A number of rows in words."""
    return "1 row" if count == 1 else f"{count:,} rows"


def examples(difference: TableDifference) -> Iterator[str]:
    """A few rows or keys added and removed, and a few values changed, one a line."""
    for rows_of_one, key_word, row_word in (
        (difference.added, "added", "only in the new"),
        (difference.removed, "removed", "only in the old"),
    ):
        if difference.key is None:
            yield from (f"{row_word}: {row_text(row)}" for row in rows_of_one)
        elif rows_of_one:
            keys = ", ".join(text(row.values[difference.key]) for row in rows_of_one)
            yield f"{key_word}: {difference.key} {keys}"
    for value in difference.changed:
        yield (
            f"{difference.key} {text(value.key)}: "
            f"{value.column} {text(value.old)} -> {text(value.new)}"
        )


def row_text(row: SurplusRow) -> str:
    """A row on one line, with how often it stands there beyond once."""
    times = f" ({row.row_count:,} times)" if row.row_count > 1 else ""
    return clipped(pairs(row.values), LONGEST_ROW) + times


def pairs(values: Mapping[str, str | None]) -> str:
    """Columns and their values."""
    return ", ".join(f"{column} {text(value)}" for column, value in values.items())


def text(value: str | None) -> str:
    """A value as one shows it: null, and nothing that would move a terminal's cursor."""
    if value is None:
        return "null"
    return clipped(value if value and value.isprintable() else repr(value), LONGEST_VALUE)


def clipped(value: str, longest: int) -> str:
    """A text, cut where it grows too long to read."""
    return value if len(value) <= longest else f"{value[:longest]}…"
