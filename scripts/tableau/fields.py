"""Columns of a data source, and references to them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scripts.charts.course_names import COURSE_LABEL
from scripts.charts.measures import MEASURES, Measure, Term, is_key, words_of
from scripts.errors import UserError

# DuckDB type -> Tableau datatype, its code for it in metadata, and how metadata aggregate it.
TYPES = {
    "VARCHAR": ("string", 129, "Count"),
    "BOOLEAN": ("boolean", 11, "Count"),
    "DATE": ("date", 133, "Year"),
    "TIMESTAMP": ("datetime", 135, "Year"),
    "SMALLINT": ("integer", 2, "Sum"),
    "INTEGER": ("integer", 3, "Sum"),
    "BIGINT": ("integer", 20, "Sum"),
    "DOUBLE": ("real", 5, "Sum"),
}
NUMBERS = ("integer", "real")
AGGREGATIONS = {"sum": "Sum", "avg": "Avg", "min": "Min", "max": "Max"}
ORDERED = ("date", "datetime", "integer")
# Derivation -> how the name of an instance begins; kind -> how it ends.
PREFIXES = {
    "None": "none", "Sum": "sum", "Min": "min", "Max": "max", "User": "usr", "Day-Trunc": "tdy",
}  # fmt: skip
SUFFIXES = {"nominal": "nk", "ordinal": "ok", "quantitative": "qk"}


@dataclass(frozen=True)
class Column:
    """A column of an extract, or with a formula a calculation."""

    name: str
    caption: str
    datatype: str
    role: str  # dimension or measure
    kind: str  # nominal, ordinal or quantitative
    folder: str
    description: str
    format: str | None = None
    labels: dict | None = None
    is_hidden: bool = False
    formula: str = ""
    is_aggregated: bool = False
    aggregation: str | None = None
    remote_type: int = 0
    metadata_aggregation: str = ""

    @property
    def reads_parameter(self) -> bool:
        """Whether it is a calculation for one workbook, whose parameter it reads."""
        return "[Parameters]" in self.formula


@dataclass(frozen=True)
class Reference:
    """One use of a column of a data source: how it is derived, and of which kind it is."""

    source: str
    column: Column
    derivation: str
    kind: str

    @property
    def instance(self) -> str:
        """Its name within the data source."""
        prefix, suffix = PREFIXES[self.derivation], SUFFIXES[self.kind]
        return f"[{prefix}:{self.column.name}:{suffix}]"

    @property
    def path(self) -> str:
        """Its name within the workbook."""
        return f"[{self.source}].{self.instance}"


def physical_column(table: str, name: str, duckdb_type: str, description: str) -> Column:
    """A column of an extract; raises UserError when Tableau has no such type."""
    if duckdb_type not in TYPES:
        raise UserError(
            f"{table}.{name}: Tableau has no type for {duckdb_type}; cast it in the export model"
        )
    datatype, remote_type, aggregation = TYPES[duckdb_type]
    is_number = datatype in NUMBERS
    words = words_of(name, is_number)
    is_dimension = words.is_dimension or not is_number
    ordered = "ordinal" if datatype in ORDERED else "nominal"
    return Column(
        name=name,
        caption=words.caption,
        datatype=datatype,
        role="dimension" if is_dimension else "measure",
        kind=ordered if is_dimension else "quantitative",
        folder=words.folder,
        description=description,
        format=words.format or None,
        labels=words.labels,
        is_hidden=is_key(name),
        aggregation=None if is_dimension else AGGREGATIONS[words.aggregate],
        remote_type=remote_type,
        metadata_aggregation=aggregation,
    )


def text_formula(text: str) -> str:
    """A text as a formula; quotes and control characters, which no constant holds, by their codes.

    `a"b` is `"a" + CHAR(34) + "b"`.
    """
    pieces = re.split(r'(["\x00-\x1f])', text)
    return " + ".join(
        f"CHAR({ord(piece)})" if place % 2 else f'"{piece}"'
        for place, piece in enumerate(pieces)
        if piece or len(pieces) == 1
    )


def label_column() -> Column:
    """The calculation that names a course with its source."""
    words = words_of(COURSE_LABEL, is_number=False)
    return Column(
        name=COURSE_LABEL,
        caption=words.caption,
        datatype="string",
        role="dimension",
        kind="nominal",
        folder=words.folder,
        description="The source and the id of the course, as courses of two sources share an id.",
        formula='[source_name] + ": " + [course_id]',
    )


def term_formula(term: Term) -> str:
    """A term as a formula: "SUM(IF [is_completed] THEN 1 ELSE 0 END)"."""
    column = "1" if term.column == "1" else f"[{term.column}]"
    if term.aggregate == "count_distinct":
        return f"COUNTD({f'IF [{term.where}] THEN {column} END' if term.where else column})"
    if term.where:
        column = f"IF [{term.where}] THEN {column} ELSE 0 END"
    return f"{term.aggregate.upper()}({column})"


def measure_formula(measure: Measure) -> str:
    """A measure as a formula."""
    formula = term_formula(measure.term)
    if measure.less:
        formula += f" - {term_formula(measure.less)}"
    if measure.per:
        formula += f" / {term_formula(measure.per)}"
    return f"{formula} / {measure.over}" if measure.over != 1 else formula


def measure_columns(table: str) -> list[Column]:
    """The calculations of a table."""
    return [
        Column(
            name=measure.name,
            caption=measure.caption,
            datatype="integer" if is_whole(measure) else "real",
            role="measure",
            kind="quantitative",
            folder=measure.folder,
            description=measure.description,
            format=measure.format,
            formula=measure_formula(measure),
            is_aggregated=True,
        )
        for measure in MEASURES.values()
        if table in measure.tables
    ]


def is_whole(measure: Measure) -> bool:
    """Whether a measure counts things."""
    return not (measure.per or measure.less) and measure.over == 1


def with_labels_for(column: Column, values: Sequence) -> Column:
    """The column with its words where there are values and each of them has one, else without."""
    labels = column.labels or {}
    return column if values and set(values) <= set(labels) else replace(column, labels=None)
